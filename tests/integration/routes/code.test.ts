import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { withPictures } from '@/lib/domain/code/picture-mark';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { asId } from '@/lib/domain/ids';
import { codeRequestSchema } from '@/lib/protocol/code';
import { jsonObjectSchema } from '@/lib/protocol/json-value';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { parseConfig } from '@/lib/server/config';
import { createContext } from '@/lib/server/context';
import { readFixture } from '../../fixtures/images/read-fixture';
import { FakeTool, toolboxOf } from '../../support/fake-tools';
import { FrameReader } from '../../support/frame-reader';
import { uuidOf } from '../../support/messages';
import { openTestContext } from '../../support/test-context';
import { submitOf } from '../../support/turn-requests';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';
import { call, install, routeOf } from './routes';

const CHAT = routeOf('POST', '/api/chat');
const CODE = routeOf('GET', '/api/conversations/[conversationId]/code');
const PATCH = routeOf('PATCH', '/api/conversations/[conversationId]');
/** Asks for an answer that is not waited for. */
const STOPPED = 'Stop.';
const KEY = 'nvapi-planted-key-0123456789';

const { upstream } = startTestUpstream({ profile: 'nvidia' });

type Parts = Parameters<typeof createContext>[1];

/** A context that is connected as its environment says. */
async function opened(environment: Record<string, string>, parts: Parts = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tenlens-code-'));
  const context = await createContext(parseConfig({ DATA_DIR: folder, ...environment }), parts);
  install(context);
  onTestFinished(async () => {
    await context.generations.drain();
    await context.close();
    rmSync(folder, { recursive: true });
  });
  const upload = async (name: string) =>
    (await context.attachments.add(LOCAL_ACTOR, { name, data: readFixture(name) })).id;
  /** Asks, and waits for the answer. */
  const ask = async (facts: Parameters<typeof submitOf>[0] = {}) => {
    const body = submitOf({ timeZone: 'Pacific/Kiritimati', ...facts });
    const reader = new FrameReader((await call(CHAT, { body })).body);
    const { chunk } = await reader.until('start');
    if (facts.text === STOPPED) await context.generations.stopAll(LOCAL_ACTOR);
    await reader.rest();
    const { messageId } = z.object({ messageId: z.string() }).parse(chunk);
    return { conversationId: reader.metadata.conversationId ?? '', answerId: messageId };
  };
  return { context, upload, ask };
}

const toUpstream = (parts: Parts = {}) =>
  opened(
    {
      UPSTREAM_BASE_URL: `${upstream().url}/`,
      UPSTREAM_API_KEY: KEY,
      UPSTREAM_DIALECT: 'nvidia',
      UPSTREAM_MODEL: 'mistralai/ministral-14b-instruct-2512',
    },
    parts,
  );

async function codeOf(id: string, answerId: string, query = '') {
  const response = await call(CODE, { id, query: `?message=${answerId}${query}` });
  const text = await response.text();
  expect(response.status, text).toBe(200);
  expect(text).not.toContain(KEY);
  return codeRequestSchema.parse(JSON.parse(text));
}

/** A chat request that the server got, by its place, less what is about streams. */
function sent(place: number) {
  const chats = upstream().requests.items.filter(({ path }) => path === '/v1/chat/completions');
  const { stream: _1, stream_options: _2, ...body } = chats.at(place)?.body ?? {};
  return jsonObjectSchema.parse(body);
}
beforeEach(() => upstream().requests.clear());

test('the request of a turn is the one that was sent, also when the conversation has gone on', async () => {
  const { upload, ask } = await toUpstream();
  const first = await ask({ attachmentIds: [await upload('receipt.jpg')], text: 'One.' });
  const firstSent = sent(-1);
  const { conversationId } = first;
  const generation = { temperature: 0.7, topP: 0.5, stop: ['END'], maxOutputTokens: 55 };
  const patch = { version: 1, settings: { ...DEFAULT_CONVERSATION_SETTINGS, generation } };
  expect((await call(PATCH, { id: conversationId, body: patch })).status).toBe(200);
  const second = await ask({
    conversationId: asId(conversationId),
    parentId: asId(first.answerId),
    attachmentIds: [await upload('tile-01.png'), await upload('receipt.jpg')],
    text: 'Two: "$x"',
  });
  const secondSent = sent(-1);
  expect(secondSent).toMatchObject({ temperature: 0.7, top_p: 0.5, stop: ['END'], max_tokens: 55 });

  const code = await codeOf(conversationId, second.answerId, '&pictures=inline');
  expect(withPictures(code)).toEqual(secondSent);
  expect(code.baseUrl).toBe(upstream().url);
  expect(code.keyVariable).toBe('API_KEY');
  // The same bytes twice are one file.
  expect(code.pictures.map(({ name }) => name)).toEqual(['receipt.jpg', 'tile-01.png']);
  const before = await codeOf(conversationId, first.answerId, '&pictures=inline');
  expect(withPictures(before)).toEqual(firstSent);
  const newest = await call(CODE, { id: conversationId, query: '?pictures=inline' });
  expect(await newest.json()).toEqual(code);
});

test('an answer that had no tools asks nobody for them', async () => {
  let asked = 0;
  const tools = toolboxOf();
  const list: typeof tools.list = (actor) => {
    asked += 1;
    return tools.list(actor);
  };
  const { ask } = await toUpstream({ toolbox: { ...tools, list } });
  const { conversationId, answerId } = await ask({ text: 'Hello' });
  await codeOf(conversationId, answerId);
  expect(asked).toBe(0);
});

test('tools and form of the conversation are part of it', async () => {
  const { ask } = await toUpstream({
    toolbox: toolboxOf(new FakeTool('echo'), new FakeTool('no')),
  });
  upstream().script('{"total": 1}');
  const schema = { type: 'object', properties: { total: { type: 'number' } }, required: ['total'] };
  const settings = {
    ...DEFAULT_CONVERSATION_SETTINGS,
    tools: ['echo'],
    responseFormat: { type: 'json-schema', name: 'sum', schema },
    systemPrompt: 'Be brief.',
  } as const;
  const { conversationId, answerId } = await ask({ settings });
  const code = await codeOf(conversationId, answerId);
  expect(code.body).toMatchObject({ tools: [{ function: { name: 'echo' } }], response_format: {} });
  // The simulator calls the tool; its result is in the next request.
  expect(code.body).toEqual(sent(0));
});

test('what was chosen since is no part of an older request', async () => {
  const { ask } = await toUpstream({
    toolbox: toolboxOf(new FakeTool('echo'), new FakeTool('no')),
  });
  const schema = { type: 'object', properties: {} };
  const now = {
    ...DEFAULT_CONVERSATION_SETTINGS,
    tools: ['no'],
    responseFormat: { type: 'json-schema', name: 'sum', schema },
  } as const;
  const choices = [{}, { tools: ['echo'] }, { responseFormat: { type: 'json' } }] as const;
  for (const choice of choices) {
    upstream().requests.clear();
    upstream().script('{}');
    const settings = { ...DEFAULT_CONVERSATION_SETTINGS, ...choice };
    const { conversationId, answerId } = await ask({ settings });
    const patch = { version: 1, settings: now };
    expect((await call(PATCH, { id: conversationId, body: patch })).status).toBe(200);
    expect((await codeOf(conversationId, answerId)).body).toEqual(sent(0));
  }
});

test('without their bytes pictures are names of files', async () => {
  const { upload, ask } = await toUpstream();
  const { conversationId, answerId } = await ask({ attachmentIds: [await upload('receipt.jpg')] });
  const code = await codeOf(conversationId, answerId);
  expect(code.pictures).toEqual([{ name: 'receipt.jpg', mediaType: 'image/jpeg' }]);
  expect(JSON.stringify(code)).toContain('"url":"picture:0"');
  expect(JSON.stringify(code)).not.toContain('base64');
});

test('the demo has no address and no model, so a program gets neither', async () => {
  const { ask } = await opened({ LOCAL_SERVER_PORTS: 'none' });
  const { conversationId, answerId } = await ask({ text: STOPPED });
  const code = await codeOf(conversationId, answerId);
  expect(code).toMatchObject({ baseUrl: null, keyVariable: 'OPENAI_API_KEY' });
  expect(code.body).toMatchObject({ model: 'your-model', temperature: 0.15 });
});

test('only answers have a request, and only those of the conversation', async () => {
  const { context, provider } = await openTestContext();
  install(context);
  const body = submitOf();
  const reader = new FrameReader((await call(CHAT, { body })).body);
  await reader.until('start');
  (await provider.nextCall()).say('Yes.').finish();
  await reader.rest();
  const id = reader.metadata.conversationId;
  for (const message of [body.idempotencyKey, uuidOf(7)]) {
    expect((await call(CODE, { id, query: `?message=${message}` })).status).toBe(404);
  }
  const answerId = reader.metadata.generationId;
  for (const query of ['?message=x', `?message=${answerId}&pictures=all`]) {
    expect((await call(CODE, { id, query })).status).toBe(400);
  }
});
