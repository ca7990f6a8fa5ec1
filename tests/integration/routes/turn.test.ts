import { describe, expect, test, vi } from 'vitest';
import { AppError } from '@/lib/domain/errors/app-error';
import { attachmentSchema } from '@/lib/protocol/attachment';
import { conversationListSchema, conversationTreeSchema } from '@/lib/protocol/conversations';
import { modelListSchema } from '@/lib/protocol/models';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { readFixture } from '../../fixtures/images/read-fixture';
import { expireRetries } from '../../support/expire-retries';
import { FrameReader } from '../../support/frame-reader';
import { messageIdOf } from '../../support/messages';
import { openTestContext } from '../../support/test-context';
import { submitOf } from '../../support/turn-requests';
import { call, install, routeOf } from './routes';

const CHAT = routeOf('POST', '/api/chat');
const STREAM = routeOf('GET', '/api/chat/[conversationId]/stream');
const STOP = routeOf('POST', '/api/chat/[conversationId]/stop');
const CONVERSATION = routeOf('GET', '/api/conversations/[conversationId]');
const LIST = routeOf('GET', '/api/conversations');

async function opened() {
  const opened = await openTestContext();
  install(opened.context);
  return opened;
}

async function send(body: object = submitOf()) {
  const response = await call(CHAT, { body });
  expect(response.status).toBe(200);
  const reader = new FrameReader(response.body);
  await reader.until('start');
  const { conversationId: id = '' } = reader.metadata;
  return { response, reader, id };
}

const readTree = async (id: string) =>
  conversationTreeSchema.parse(await (await call(CONVERSATION, { id })).json());
const readList = async (query = '') =>
  conversationListSchema.parse(await (await call(LIST, { query })).json());

describe('a turn', () => {
  test('is answered with the AI SDK’s stream, untouched by proxies', async () => {
    const { provider } = await opened();
    const { response, reader, id } = await send();
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-vercel-ai-ui-message-stream': 'v1',
      'x-content-type-options': 'nosniff',
    });
    (await provider.nextCall()).say('Hello').finish();
    await reader.rest();
    expect(reader.text).toBe('Hello');
    expect(reader.isComplete).toBe(true);
    const tree = await readTree(id);
    expect(tree.messages.map(({ role, status }) => `${role} ${status}`)).toEqual([
      'user done',
      'assistant done',
    ]);
    expect(tree.running).toBeNull();
    expect(tree.conversation.headId).toBe(tree.messages[1]?.id);
  });

  test('that fails names the request, as the log does', async () => {
    const { provider, lines } = await opened();
    const { response, reader } = await send();
    (await provider.nextCall()).fail(new AppError('upstream-auth'));
    const { chunk } = await reader.until('error');
    const requestId = response.headers.get('x-request-id');
    expect(chunk).toMatchObject({ errorText: 'upstream-auth', requestId });
    expect(lines).toMatchObject([{ event: 'upstream-auth', facts: { requestId } }]);
  });

  test('whose end cannot be stored is told as cut, and only then', async () => {
    const { context, provider } = await opened();
    const { reader, id } = await send();
    const upstream = (await provider.nextCall()).say('Seen');
    await reader.untilText('Seen');
    const statusOf = async () => (await readTree(id)).messages.map(({ status }) => status);
    expect(await statusOf()).toEqual(['done', 'streaming']);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const save = vi.spyOn(context.conversations, 'saveAnswer');
    save.mockRejectedValue(new Error('disk full'));
    upstream.finish();
    await expireRetries(save);
    await reader.rest();
    vi.useRealTimers();
    expect(await statusOf()).toEqual(['done', 'cut']);
    expect((await readTree(id)).running).toBeNull();
    save.mockRestore();
    expect(await context.generationStore.cutAbandoned(0)).toBe(1);
    expect((await readTree(id)).messages[1]?.parts).toEqual([{ type: 'text', text: 'Seen' }]);
  });

  test('is stored without zeros and half characters', async () => {
    const { provider } = await opened();
    const { id } = await send(submitOf({ text: 'a\u0000b \ud800' }));
    (await provider.nextCall()).finish();
    const { messages, conversation } = await readTree(id);
    expect(messages[0]?.parts).toEqual([{ type: 'text', text: 'ab \ufffd' }]);
    expect(conversation.title).toBe('ab \ufffd');
  });

  test('with an eleventh picture names it', async () => {
    const { context } = await opened();
    const data = readFixture('tile-01.png');
    const { id } = await context.attachments.add(LOCAL_ACTOR, { name: 'last.png', data });
    const attachmentIds = [...Array(10).fill(messageIdOf(9)), id];
    const response = await call(CHAT, { body: { ...submitOf(), attachmentIds } });
    expect(await response.json()).toMatchObject({
      code: 'image-count',
      details: { name: 'last.png' },
    });
  });

  test('without a model says which server is silent', async () => {
    const { context } = await opened();
    const unreachable = [{ connectionLabel: 'Lab', code: 'upstream-unreachable' } as const];
    vi.spyOn(context.connections, 'listModels').mockResolvedValue({ models: [], unreachable });
    const response = await call(CHAT, { body: submitOf() });
    expect([response.status, await response.json()]).toMatchObject([
      502,
      { code: 'upstream-unreachable', details: { connection: 'Lab' } },
    ]);
  });

  test('is followed, resumed and stopped by its conversation', async () => {
    const { provider } = await opened();
    const { reader, id } = await send();
    (await provider.nextCall()).say('Seen');
    await reader.untilText('Seen');

    const { running } = await readTree(id);
    expect(running).toEqual({
      generationId: reader.metadata.generationId,
      messageId: reader.chunks[0]?.chunk.type === 'start' && reader.chunks[0].chunk.messageId,
    });
    expect((await readList()).conversations).toMatchObject([{ id, isRunning: true }]);
    const last = reader.sequences.at(-1) ?? 0;
    const query = `?after=${last - 1}`;
    const resumed = new FrameReader((await call(STREAM, { id, query })).body);
    expect((await resumed.next())?.sequence).toBe(last);
    const headers = { 'last-event-id': `${running?.generationId}:${last - 1}` };
    const byHeader = new FrameReader((await call(STREAM, { id, headers })).body);
    expect((await byHeader.next())?.sequence).toBe(last);
    const ended = { 'last-event-id': `${messageIdOf(1)}:3` };
    expect((await call(STREAM, { id, headers: ended })).status).toBe(204);

    expect(await (await call(STOP, { id, body: {} })).json()).toEqual({ wasRunning: true });
    await Promise.all([reader.rest(), resumed.rest(), byHeader.rest()]);
    expect(resumed.metadata.status).toBe('stopped');
    expect((await call(STREAM, { id })).status).toBe(204);
    expect(await (await call(STOP, { id })).json()).toEqual({ wasRunning: false });
    const { messages } = await readTree(id);
    expect(messages[1]).toMatchObject({ status: 'stopped', parts: [{ text: 'Seen' }] });
  });

  test.each([
    ['nothing to say', { text: '  ' }, 422, 'message-empty'],
    ['a picture that is not there', { attachmentIds: [messageIdOf(9)] }, 410, 'attachment-gone'],
    ['an unknown conversation', { conversationId: messageIdOf(9) }, 404, 'not-found'],
    ['an unknown parent', { parentId: messageIdOf(9) }, 404, 'not-found'],
    ['an unknown model', { options: { modelId: 'fake/other' } }, 422, 'model-unknown'],
    ['eleven pictures', { attachmentIds: Array(11).fill(messageIdOf(9)) }, 422, 'image-count'],
    ['too many words', { text: 'x'.repeat(200_001) }, 422, 'text-too-long'],
    ['a zero alone', { text: '\u0000' }, 422, 'message-empty'],
    ['another trigger', { trigger: 'again' }, 400, 'request-invalid'],
    ['no key', { idempotencyKey: undefined }, 400, 'request-invalid'],
    ['an id of another form', { conversationId: '1' }, 400, 'request-invalid'],
  ])('with %s is refused', async (_name, facts, status, code) => {
    const { provider } = await opened();
    const response = await call(CHAT, { body: { ...submitOf(), ...facts } });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
    expect((await readList()).conversations).toEqual([]);
    expect(provider.calls).toEqual([]);
  });

  test('is refused while the process ends, which readiness says too', async () => {
    const { context } = await opened();
    const ready = routeOf('GET', '/readyz');
    expect([(await call(ready)).status, (await call(routeOf('GET', '/livez'))).status]).toEqual([
      200, 200,
    ]);
    await context.generations.drain();
    const response = await call(CHAT, { body: submitOf() });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'shutting-down' });
    expect((await call(ready)).status).toBe(503);
    expect((await call(routeOf('GET', '/livez'))).status).toBe(200);
  });
});

test('nothing is ready before set-up is complete', async () => {
  const { context } = await openTestContext({ VERCEL: '1' });
  install(context);
  expect((await call(routeOf('GET', '/readyz'))).status).toBe(503);
  expect((await call(routeOf('GET', '/livez'))).status).toBe(200);
});

describe('conversations', () => {
  const rename = (id: string, change: object) =>
    call(routeOf('PATCH', '/api/conversations/[conversationId]'), { id, body: change });
  const remove = (id: string) =>
    call(routeOf('DELETE', '/api/conversations/[conversationId]'), { id });

  test('are renamed by their version', async () => {
    const { provider } = await opened();
    const { id, reader } = await send(submitOf({ text: 'First title' }));
    (await provider.nextCall()).finish();
    await reader.rest();
    const renamed = await rename(id, { title: '  Second title ', version: 1 });
    expect(await renamed.json()).toMatchObject({ title: 'Second title', version: 2 });
    const odd = await rename(id, { title: 'Second\u0000 title', version: 2 });
    expect(await odd.json()).toMatchObject({ title: 'Second title', version: 3 });
    const stale = await rename(id, { title: 'Third title', version: 1 });
    expect([stale.status, await stale.json()]).toMatchObject([409, { code: 'conflict' }]);
    for (const title of ['', '   ', 'x'.repeat(201)]) {
      expect((await rename(id, { title, version: 3 })).status).toBe(400);
    }
    expect((await readList()).conversations).toMatchObject([{ title: 'Second title' }]);
  });

  test('are deleted, also while they are answered', async () => {
    const { provider } = await opened();
    const { id, reader } = await send();
    const upstream = await provider.nextCall();
    expect((await remove(id)).status).toBe(204);
    expect(upstream.signal.aborted).toBe(true);
    expect((await reader.rest()).isComplete).toBe(true);
    expect((await call(CONVERSATION, { id })).status).toBe(404);
    expect((await remove(id)).status).toBe(404);
    expect(await readList()).toEqual({ conversations: [], pinned: [], next: null });
  });

  test('come a hundred at a time', async () => {
    const { context, provider } = await opened();
    provider.endAll();
    for (let count = 0; count < 101; count += 1) {
      const { reader } = await send(submitOf({ text: `Number ${count}` }));
      await reader.rest();
    }
    const first = await readList();
    expect(first.conversations).toHaveLength(100);
    const second = await readList(`?before=${encodeURIComponent(first.next ?? '')}`);
    expect(second.conversations).toHaveLength(1);
    expect(second.next).toBeNull();
    const ids = [...first.conversations, ...second.conversations].map(({ id }) => id);
    expect(new Set(ids).size).toBe(101);
    const all = await context.conversations.list(LOCAL_ACTOR, { before: null, limit: 200 });
    expect(ids).toEqual(all.map(({ id }) => id));
  });

  test.each(['1', 'x', '1:', ':', '-1:x', `1:${messageIdOf(1)}:2x`, '1e3:x', ''])(
    'a page behind %j is none',
    async (before) => {
      await opened();
      const response = await call(LIST, { query: `?before=${before}` });
      expect([response.status, await response.json()]).toMatchObject([
        400,
        { code: 'request-invalid' },
      ]);
    },
  );
});

describe('pictures', () => {
  const upload = (name: string, body: Uint8Array) =>
    call(routeOf('POST', '/api/attachments'), {
      body,
      headers: { 'x-file-name': encodeURIComponent(name), 'content-type': 'image/png' },
    });
  const download = (id: string, query = '') =>
    call(routeOf('GET', '/api/attachments/[attachmentId]'), { id, query });

  test('are stored, served as they are, and as thumbnails', async () => {
    await opened();
    const bytes = readFixture('tile-01.png');
    const response = await upload('Überblick 1.png', bytes);
    expect(response.status).toBe(201);
    const attachment = attachmentSchema.parse(await response.json());
    expect(attachment.name).toBe('Überblick 1.png');
    for (const query of ['', '?size=thumbnail']) {
      const served = await download(attachment.id, query);
      expect(Object.fromEntries(served.headers)).toMatchObject({
        'content-type': expect.stringMatching(/^image\/(png|jpeg)$/),
        'cache-control': 'private, max-age=31536000, immutable',
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
      });
      expect((await served.arrayBuffer()).byteLength).toBeGreaterThan(0);
    }
  });

  test.each([
    ['no picture', new TextEncoder().encode('<svg onload=alert(1)>'), 415, 'image-type'],
    ['nothing', new Uint8Array(), 422, 'image-damaged'],
    ['a damaged one', readFixture('corrupt.png'), 422, 'image-damaged'],
    ['more than it takes', new Uint8Array(20 * 1024 * 1024 + 1), 413, 'image-size'],
  ])('of %s are refused by name', async (_what, bytes, status, code) => {
    await opened();
    const response = await upload('../../a<b>.png', bytes);
    const problem = await response.json();
    expect([response.status, problem.code]).toEqual([status, code]);
    expect(problem.details.name).not.toMatch(/[/]/);
  });

  test('go with their question to the upstream, each as often as it was chosen', async () => {
    const { provider } = await opened();
    const { id } = attachmentSchema.parse(
      await (await upload('a.png', readFixture('tile-01.png'))).json(),
    );
    const { reader, id: conversationId } = await send(submitOf({ attachmentIds: [id, id] }));
    const upstream = await provider.nextCall();
    const question = upstream.request.prompt.messages.at(-1);
    const images =
      question?.role === 'user' ? question.parts.filter(({ type }) => type === 'image') : [];
    expect(images).toHaveLength(2);
    upstream.finish();
    await reader.rest();
    const [summary] = (await readList()).conversations;
    expect(summary).toMatchObject({ id: conversationId, thumbnailId: id });
  });
});

describe('a person’s own', () => {
  const settings = routeOf('GET', '/api/settings');
  const save = (body: object) => call(routeOf('PUT', '/api/settings'), { body });

  test('settings are kept', async () => {
    await opened();
    expect(await (await call(settings)).json()).toEqual({ systemPrompt: '', keepsLargest: false });
    const saved = await save({ systemPrompt: 'Be brief, {name}.', other: 1 });
    const brief = { systemPrompt: 'Be brief, {name}.', keepsLargest: false };
    expect(await saved.json()).toEqual(brief);
    expect(await (await call(settings)).json()).toEqual(brief);
    const odd = await save({ systemPrompt: 'a\u0000b\ud800' });
    expect(await odd.json()).toMatchObject({ systemPrompt: 'ab\ufffd' });
    expect(await (await save({ keepsLargest: true })).json()).toMatchObject({
      systemPrompt: 'ab\ufffd',
      keepsLargest: true,
    });
    expect((await save({})).status).toBe(400);
    expect((await save({ systemPrompt: 'x'.repeat(20_001) })).status).toBe(400);
  });

  test('data go all at once: answers end, nothing is left', async () => {
    const { provider } = await opened();
    await save({ systemPrompt: 'Mine' });
    const { reader, id } = await send();
    const upstream = await provider.nextCall();
    const response = await call(routeOf('DELETE', '/api/conversations'));
    expect(response.status).toBe(204);
    expect(upstream.signal.aborted).toBe(true);
    expect((await reader.rest()).isComplete).toBe(true);
    expect((await readList()).conversations).toEqual([]);
    expect((await call(CONVERSATION, { id })).status).toBe(404);
    expect(await (await call(settings)).json()).toEqual({ systemPrompt: '', keepsLargest: false });
  });

  test('models are listed with what they can do', async () => {
    const { provider } = await opened();
    const response = await call(routeOf('GET', '/api/models'));
    const list = modelListSchema.parse(await response.json());
    expect(list).toEqual({ models: provider.models, unreachable: [] });
  });
});
