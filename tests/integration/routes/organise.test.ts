import { describe, expect, test } from 'vitest';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import {
  bulkResultSchema,
  conversationListSchema,
  conversationSchema,
  conversationTreeSchema,
  folderListSchema,
} from '@/lib/protocol/conversations';
import { FrameReader } from '../../support/frame-reader';
import { uuidOf } from '../../support/messages';
import { openTestContext } from '../../support/test-context';
import { submitOf } from '../../support/turn-requests';
import { call, install, routeOf } from './routes';

const CONVERSATION = '/api/conversations/[conversationId]';

async function opened() {
  const opened = await openTestContext();
  install(opened.context);
  /** A conversation whose answer runs. */
  const start = async (text: string) => {
    const response = await call(routeOf('POST', '/api/chat'), { body: submitOf({ text }) });
    const reader = new FrameReader(response.body);
    await reader.until('start');
    const upstream = await opened.provider.nextCall();
    return { id: reader.metadata.conversationId ?? '', reader, upstream };
  };
  const add = async (text: string) => {
    const { id, reader, upstream } = await start(text);
    upstream.say(`About ${text}`).finish();
    await reader.rest();
    return id;
  };
  return { ...opened, start, add };
}

const change = (id: string, body: object) => call(routeOf('PATCH', CONVERSATION), { id, body });
const bulk = async (body: object) =>
  bulkResultSchema.parse(
    await (await call(routeOf('POST', '/api/conversations/bulk'), { body })).json(),
  );
const readList = async (query = '') =>
  conversationListSchema.parse(
    await (await call(routeOf('GET', '/api/conversations'), { query })).json(),
  );
const readTree = async (id: string) =>
  conversationTreeSchema.parse(await (await call(routeOf('GET', CONVERSATION), { id })).json());
const titles = (rows: readonly Pick<ConversationSummary, 'title'>[]) =>
  rows.map(({ title }) => title);
const titlesOf = async (query: string) => titles((await readList(query)).conversations);

describe('a change', () => {
  test('pins, moves and archives by one version after the other', async () => {
    const { add } = await opened();
    const id = await add('one');
    await add('two');
    const pinned = await change(id, { pinned: true, folder: '  Trips ', version: 1 });
    expect(await pinned.json()).toMatchObject({ pinned: true, folder: 'Trips', version: 2 });
    const list = await readList();
    expect([titles(list.pinned), titles(list.conversations)]).toEqual([['one'], ['two']]);
    const archived = await change(id, { archived: true, version: 2 });
    expect(await archived.json()).toMatchObject({ archived: true, pinned: false, version: 3 });
    expect(await titlesOf('?view=archived')).toEqual(['one']);
    expect(await titlesOf('?view=all')).toEqual(['two']);
    const stale = await change(id, { archived: false, version: 2 });
    expect([stale.status, await stale.json()]).toMatchObject([409, { code: 'conflict' }]);
  });

  test('of the settings is kept whole, and told with the tree', async () => {
    const { add } = await opened();
    const id = await add('one');
    const settings = {
      ...DEFAULT_CONVERSATION_SETTINGS,
      contextStrategy: 'stop',
      imageDetail: { [uuidOf(1)]: 'low' },
    };
    const changed = await change(id, { settings, version: 1 });
    expect(await changed.json()).toMatchObject({ settings, version: 2 });
    expect((await readTree(id)).conversation.settings).toEqual(settings);
    expect((await change(id, { settings, version: 1 })).status).toBe(409);
  });

  test.each([
    ['nothing', {}],
    ['half of the settings', { settings: { contextStrategy: 'stop' } }],
    [
      'a detail there is not',
      { settings: { ...DEFAULT_CONVERSATION_SETTINGS, imageDetail: { [uuidOf(1)]: 'huge' } } },
    ],
    ['an empty folder', { folder: '  ' }],
    ['a folder’s name too long', { folder: 'x'.repeat(61) }],
    ['a number', { pinned: 1 }],
  ])('of %s is refused', async (_what, body) => {
    const { add } = await opened();
    const id = await add('one');
    expect((await change(id, { ...body, version: 1 })).status).toBe(400);
  });
});

test('a page of the list brings what is pinned only with the first', async () => {
  const { add } = await opened();
  const id = await add('one');
  await change(id, { pinned: true, version: 1 });
  const before = encodeURIComponent(`5:${uuidOf(1)}`);
  expect((await readList(`?before=${before}`)).pinned).toEqual([]);
  for (const query of ['?view=other', '?folder=', `?folder=${'x'.repeat(61)}`]) {
    const response = await call(routeOf('GET', '/api/conversations'), { query });
    expect(response.status).toBe(400);
  }
});

test('folders are listed with their counts, and what is in them', async () => {
  const { add } = await opened();
  const [one, two] = [await add('one'), await add('two')];
  await add('three');
  expect(await bulk({ act: 'move', ids: [one, two], folder: 'Été & co' })).toEqual({
    changed: 2,
    ignored: 0,
  });
  const response = await call(routeOf('GET', '/api/conversations/folders'));
  const { folders } = folderListSchema.parse(await response.json());
  expect(folders).toEqual([{ name: 'Été & co', count: 2 }]);
  expect(await titlesOf(`?folder=${encodeURIComponent('Été & co')}`)).toEqual(['two', 'one']);
  await bulk({ act: 'move', ids: [one], folder: null });
  expect(await titlesOf(`?folder=${encodeURIComponent('Été & co')}`)).toEqual(['two']);
});

describe('many at once', () => {
  test('are archived and brought back; what is not there is counted', async () => {
    const { add } = await opened();
    const [one, two] = [await add('one'), await add('two')];
    const ids = [one, two, one, uuidOf(404)];
    expect(await bulk({ act: 'archive', ids })).toEqual({ changed: 2, ignored: 1 });
    expect(await titlesOf('?view=archived')).toEqual(['two', 'one']);
    expect(await bulk({ act: 'unarchive', ids: [one] })).toEqual({ changed: 1, ignored: 0 });
    expect(await titlesOf('')).toEqual(['one']);
  });

  test('are deleted, also while they are answered', async () => {
    const { add, start } = await opened();
    const one = await add('one');
    await add('two');
    const { id, reader, upstream } = await start('three');
    expect(await bulk({ act: 'delete', ids: [one, id, uuidOf(404)] })).toEqual({
      changed: 2,
      ignored: 1,
    });
    expect(upstream.signal.aborted).toBe(true);
    expect((await reader.rest()).isComplete).toBe(true);
    expect(await titlesOf('')).toEqual(['two']);
  });

  test.each([
    ['another act', { act: 'burn', ids: [] }],
    ['more than 500', { act: 'archive', ids: Array(501).fill(uuidOf(1)) }],
    ['what is no id', { act: 'archive', ids: ['1'] }],
    ['a folder without a name', { act: 'move', ids: [uuidOf(1)], folder: ' ' }],
  ])('%s is refused', async (_what, body) => {
    await opened();
    expect((await call(routeOf('POST', '/api/conversations/bulk'), { body })).status).toBe(400);
  });
});

test('an answer that has ended is unread until it was seen', async () => {
  const { add } = await opened();
  const id = await add('one');
  expect((await readList()).conversations).toMatchObject([{ isUnread: true, version: 1 }]);
  expect((await call(routeOf('POST', `${CONVERSATION}/seen`), { id })).status).toBe(204);
  expect((await readList()).conversations).toMatchObject([{ isUnread: false, version: 1 }]);
  expect((await readTree(id)).conversation.isUnread).toBe(false);
});

test('a fork is a conversation of its own; of a running answer there is none', async () => {
  const { add, start } = await opened();
  const fork = (id: string, messageId: string) =>
    call(routeOf('POST', `${CONVERSATION}/fork`), { id, body: { messageId } });
  const id = await add('one');
  const { messages } = await readTree(id);
  const response = await fork(id, messages[1]?.id ?? '');
  expect(response.status).toBe(201);
  const forked = conversationSchema.parse(await response.json());
  const tree = await readTree(forked.id);
  expect(tree.messages.map(({ parts }) => parts)).toEqual(messages.map(({ parts }) => parts));
  expect(tree.messages.some((message) => messages.some((other) => other.id === message.id))).toBe(
    false,
  );
  expect(await titlesOf('')).toEqual(['one (2)', 'one']);
  const running = await start('two');
  const answer = (await readTree(running.id)).messages[1]?.id ?? '';
  expect((await fork(running.id, answer)).status).toBe(409);
  expect((await fork(id, uuidOf(404))).status).toBe(404);
});
