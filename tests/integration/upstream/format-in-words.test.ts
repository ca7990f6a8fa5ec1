import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DialectName } from '@/lib/domain/connection/dialect-name';
import type { Prompt } from '@/lib/domain/prompt/prompt';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import {
  collectEvents,
  endingOf,
  MODELS,
  promptOf,
  providerFor,
  requestOf,
} from '../../support/upstream/ask-provider';
import type { ProfileName } from '../../support/upstream/profile';
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream';

const SCHEMA = { type: 'object', properties: { total: { type: 'number' } } };
const ASKED: Prompt = {
  ...promptOf('Hello'),
  responseFormat: { type: 'json-schema', name: 'sum', schema: SCHEMA },
};
const IN_WORDS = [{ type: 'format-in-words' }];

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
beforeEach(() => {
  upstream.use();
  upstream.requests.clear();
});
afterAll(() => upstream.close());

function lab(profile: ProfileName, dialect: DialectName) {
  const store = createMemoryConnectionProfileStore();
  const url = `${upstream.origin}/${profile}/v1`;
  const request = requestOf(MODELS[profile], ASKED);
  const { provider } = providerFor(url, dialect, {}, store);
  const ask = () => collectEvents(provider.stream(request, new AbortController().signal));
  return { store, ask, shown: () => provider.writeBody(request) };
}

const bodies = () => upstream.requests.items.map(({ body }) => body);
const asksInWords = (body: Record<string, unknown>) => {
  const [system] = Array.isArray(body.messages) ? body.messages : [];
  return JSON.stringify(system).includes(JSON.stringify(JSON.stringify(SCHEMA)).slice(1, -1));
};

test('a server that is known to take no form is told it in words, once', async () => {
  const { ask, shown } = lab('transformers', 'transformers');
  const collected = await ask();
  expect(endingOf(collected)).toBe('finish:stop');
  expect(collected.repairs).toEqual(IN_WORDS);
  expect(bodies().map((body) => ['response_format' in body, asksInWords(body)])).toEqual([
    [false, true],
  ]);
  const { body, repairs } = await shown();
  expect(JSON.parse(body)).toEqual({ ...bodies()[0] });
  expect(repairs).toEqual(IN_WORDS);
});

test('a server that refuses it is told at once, and from then on', async () => {
  upstream.use('format-refused');
  const { ask, store } = lab('vllmNew', 'vllmNew');
  const collected = await ask();
  expect(endingOf(collected)).toBe('finish:stop');
  expect(collected.repairs).toEqual(IN_WORDS);
  expect(bodies().map((body) => ['response_format' in body, asksInWords(body)])).toEqual([
    [true, false],
    [false, true],
  ]);
  expect((await store.read('lab')).refusedFields).toEqual(['response_format']);
  expect((await ask()).repairs).toEqual(IN_WORDS);
  expect(bodies()).toHaveLength(3);
});

test('a model that does not keep to it is told both ways', async () => {
  const { ask, store } = lab('llama', 'llama');
  const models = { [MODELS.llama]: { keepsSchema: false }, other: { keepsSchema: true } };
  await store.update('lab', (known) => ({ ...known, models }));
  expect((await ask()).repairs).toEqual(IN_WORDS);
  expect(bodies().map((body) => ['response_format' in body, asksInWords(body)])).toEqual([
    [true, true],
  ]);
});

test('a model is told in its field alone, whatever another one of its server does', async () => {
  const { ask, store } = lab('llama', 'llama');
  await store.update('lab', (known) => ({ ...known, models: { other: { keepsSchema: false } } }));
  const { repairs, text } = await ask();
  expect(repairs).toEqual([]);
  expect(JSON.parse(text)).toEqual({ total: 1 });
  expect(bodies().map((body) => ['response_format' in body, asksInWords(body)])).toEqual([
    [true, false],
  ]);
});
