import { expect, test } from 'vitest';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { datesInTimeZone } from '@/lib/domain/prompt/dates-in-time-zone';
import { usageListSchema } from '@/lib/protocol/usage';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { readFixture } from '../../fixtures/images/read-fixture';
import { toolCallOf } from '../../support/ask-with-tools';
import { FakeProvider } from '../../support/fake-provider';
import { FakeTool, toolboxOf } from '../../support/fake-tools';
import { FrameReader } from '../../support/frame-reader';
import { openTestContext } from '../../support/test-context';
import { submitOf } from '../../support/turn-requests';
import { call, install, routeOf } from './routes';

const CHAT = routeOf('POST', '/api/chat');
const USAGE = routeOf('GET', '/api/usage');
const REMOVE = routeOf('DELETE', '/api/conversations/[conversationId]');
const REMOVE_ALL = routeOf('DELETE', '/api/conversations');

/** Fourteen hours before UTC's neighbours: its day is rarely theirs. */
const TIME_ZONE = 'Pacific/Kiritimati';

async function usage(query = '') {
  const response = await call(USAGE, { query: `?timeZone=${TIME_ZONE}${query}` });
  expect(response.status).toBe(200);
  return usageListSchema.parse(await response.json()).days;
}

async function opened(...tools: FakeTool[]) {
  const parts = { toolbox: toolboxOf(...tools) };
  const { context, provider } = await openTestContext({}, new FakeProvider(), parts);
  install(context);
  const ask = async (facts: Parameters<typeof submitOf>[0] = {}) => {
    const body = submitOf({ timeZone: TIME_ZONE, ...facts });
    const reader = new FrameReader((await call(CHAT, { body })).body);
    await reader.until('start');
    for (const { key } of tools) {
      (await provider.nextCall()).callTool(toolCallOf(key, 'a')).finish('tool-calls');
    }
    const upstream = await provider.nextCall();
    upstream.say('Seen.').finish('stop', { inputTokens: 50, outputTokens: 2 });
    await reader.rest();
    return reader.metadata.conversationId ?? '';
  };
  return { context, ask };
}

test('answers are counted where they were asked, outlive their conversation, and go with all data', async () => {
  const { context, ask } = await opened();
  expect(await usage()).toEqual([]);
  const picture = { name: 'tile.png', data: readFixture('tile-01.png') };
  const { id } = await context.attachments.add(LOCAL_ACTOR, picture);
  const { today } = datesInTimeZone(Date.now(), TIME_ZONE);
  await ask();
  const conversationId = await ask({ attachmentIds: [id] });
  const [row, ...others] = await usage('&days=1');
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    day: today,
    modelId: 'fake/ministral',
    answers: 2,
    steps: 2,
    images: 1,
    inputTokens: 100,
    outputTokens: 4,
  });
  await call(REMOVE, { id: conversationId });
  expect(await usage()).toEqual([row]);
  await call(REMOVE_ALL);
  expect(await usage()).toEqual([]);
});

test('a picture counts with each request that had it', async () => {
  const { context, ask } = await opened(new FakeTool('echo'), new FakeTool('other'));
  const picture = { name: 'tile.png', data: readFixture('tile-01.png') };
  const { id } = await context.attachments.add(LOCAL_ACTOR, picture);
  const settings = { ...DEFAULT_CONVERSATION_SETTINGS, tools: ['echo', 'other'] };
  await ask({ attachmentIds: [id], settings });
  expect(await usage()).toMatchObject([{ answers: 1, steps: 3, images: 3 }]);
});

test('a temporary chat is counted nowhere', async () => {
  const { ask } = await opened();
  await ask({ isTemporary: true });
  expect(await usage()).toEqual([]);
});

test('the same is there as a file', async () => {
  const { ask } = await opened();
  await ask();
  const response = await call(USAGE, { query: `?timeZone=${TIME_ZONE}&format=csv` });
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toContain('tenlens-usage.csv');
  expect((await response.text()).split('\r\n')[1]).toMatch(
    /^\d{4}-\d\d-\d\d,fake\/ministral,1,1,0,50,0,2,0,\d+$/,
  );
});

test.each(['days=0', 'days=367', 'days=1.5', 'days=x', 'format=xml', 'timeZone='])(
  'refuses %s',
  async (query) => {
    await opened();
    expect((await call(USAGE, { query: `?${query}` })).status).toBe(400);
  },
);
