import { describe, expect, test } from 'vitest';
import type { DialectName } from '@/lib/domain/connection/dialect-name';
import type { Prompt } from '@/lib/domain/prompt/prompt';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import {
  askServer,
  collectEvents,
  endingOf,
  MODELS,
  promptOf,
  providerFor,
  requestOf,
  WEATHER,
} from '../../support/upstream/ask-provider';
import type { ProfileName } from '../../support/upstream/profile';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';

const WITH_TOOLS: Prompt = { ...promptOf('Hello'), tools: [WEATHER] };
const DAY_MS = 24 * 60 * 60 * 1000;

const { upstream } = startTestUpstream();

/** A provider with a store that outlives it, as over a restart. */
function lab(profile: ProfileName, dialect: DialectName = profile) {
  const store = createMemoryConnectionProfileStore();
  let now = 0;
  const ask = (prompt: Prompt = promptOf('Hello')) => {
    const url = `${upstream().origin}/${profile}/v1`;
    return askServer(url, dialect, requestOf(MODELS[profile], prompt), { now: () => now }, store);
  };
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { store, ask, pass };
}

const bodies = () => upstream().requests.items.map(({ body }) => body);
const seeded = (prompt: Prompt): Prompt => ({
  ...prompt,
  settings: { ...prompt.settings, seed: 7, stop: ['END'], topP: 0.9 },
});

describe('fields that a server refuses', () => {
  test('are left out, one refusal after the other, and from then on', async () => {
    // A server that is taken for another one refuses the first field it does not know.
    const { ask, store } = lab('mistral', 'generic');
    const first = await ask(seeded(promptOf('Hello')));
    expect(endingOf(first)).toBe('finish:stop');
    expect(first.repairs).toEqual([{ type: 'field-dropped', field: 'seed' }]);
    expect(bodies().map((body) => 'seed' in body)).toEqual([true, false]);
    expect(bodies()[1]).toMatchObject({ stop: ['END'], top_p: 0.9 });
    expect((await store.read('lab')).refusedFields).toEqual(['seed']);

    const second = await ask(seeded(promptOf('Hello')));
    expect(second.repairs).toEqual([{ type: 'field-dropped', field: 'seed' }]);
    expect(upstream().requests.items).toHaveLength(3);
    expect((await ask()).repairs).toEqual([]);
  });

  test('several that one refusal names go at once', async () => {
    upstream().use('unexpected-fields', 'ok');
    const { ask } = lab('transformers', 'generic');
    const { repairs, ...collected } = await ask(seeded(promptOf('Hello')));
    expect(endingOf({ repairs, ...collected })).toBe('finish:stop');
    expect(repairs).toEqual([
      { type: 'field-dropped', field: 'stop' },
      { type: 'field-dropped', field: 'stream_options' },
    ]);
    expect(upstream().requests.items).toHaveLength(2);
  });

  test('are tried again after a day: servers are updated', async () => {
    const { ask, pass } = lab('mistral', 'generic');
    await ask(seeded(promptOf('Hello')));
    pass(DAY_MS - 1);
    await ask(seeded(promptOf('Hello')));
    expect(upstream().requests.items).toHaveLength(3);
    pass(1);
    await ask(seeded(promptOf('Hello')));
    expect(bodies().map((body) => 'seed' in body)).toEqual([true, false, false, true, false]);
  });

  test('that were never sent are not given up; the refusal is told', async () => {
    upstream().use('field-refused');
    const { ask, store } = lab('nvidia');
    expect(endingOf(await ask())).toBe('upstream-field');
    expect((await store.read('lab')).refusedFields).toEqual([]);
  });

  test('tools that a server was not started for are left out', async () => {
    upstream().use('tools-off', 'ok');
    const { ask } = lab('vllmNew');
    const collected = await ask({ ...WITH_TOOLS, mustCallTool: true });
    expect(endingOf(collected)).toBe('finish:stop');
    expect(collected.repairs).toEqual([{ type: 'tools-dropped' }]);
    expect(bodies()[1]).not.toHaveProperty('tools');
    expect(bodies()[1]).not.toHaveProperty('tool_choice');
  });
});

test('a server that fell silent when asked to count tokens is next asked without', async () => {
  const store = createMemoryConnectionProfileStore();
  const url = `${upstream().origin}/nvidia/v1`;
  upstream().use('usage-hangs');
  const ask = async (firstByteMs: number) => {
    const timeouts = { firstByteMs, idleMs: 60_000, afterFinishMs: 50 };
    const request = requestOf(MODELS.nvidia);
    return endingOf(await askServer(url, 'nvidia', request, { timeouts }, store));
  };
  expect(await ask(1_500)).toBe('upstream-timeout');
  expect(upstream().requests.items).toHaveLength(1);
  expect(await ask(60_000)).toBe('finish:stop');
  expect(bodies().map((body) => 'stream_options' in body)).toEqual([true, false]);
});

describe('tool calls that a stream loses', () => {
  test.each(['tools-lost', 'tools-lost-silently'])(
    '%s: asked for once more in one piece, and from then on',
    async (scenario) => {
      upstream().use(scenario);
      const { ask, store } = lab('vllm012');
      const first = await ask(WITH_TOOLS);
      expect(endingOf(first)).toBe('finish:tool-calls');
      expect(first.calls).toMatchObject([{ name: 'get_weather' }]);
      expect(first.repairs).toEqual([{ type: 'asked-whole', reason: 'tools-lost' }]);
      expect(bodies().map(({ stream }) => stream)).toEqual([true, false]);
      expect(await store.read('lab')).toMatchObject({ tools: 'whole' });

      const second = await ask(WITH_TOOLS);
      expect(second.calls).toHaveLength(1);
      expect(second.repairs).toEqual(first.repairs);
      expect(upstream().requests.items).toHaveLength(3);
      // Without tools nothing is lost.
      await ask();
      expect(bodies().at(-1)?.stream).toBe(true);
    },
  );

  test('an answer that is empty both ways is empty', async () => {
    upstream().use('empty-answer');
    const { ask, store } = lab('vllmNew');
    expect(endingOf(await ask(WITH_TOOLS))).toBe('upstream-empty');
    expect(upstream().requests.items).toHaveLength(2);
    expect(await store.read('lab')).toEqual({ refusedFields: [] });
  });
});

describe('work that is not done at once (NVIDIA)', () => {
  test('is asked for by its id, a second apart, until it is there', async () => {
    upstream().use('pending');
    const waits: number[] = [];
    const wait = (milliseconds: number) => Promise.resolve(waits.push(milliseconds));
    const url = `${upstream().origin}/nvidia/v1`;
    const collected = await askServer(url, 'nvidia', requestOf(MODELS.nvidia), { wait });
    expect(endingOf(collected)).toBe('finish:stop');
    expect(collected.text).not.toBe('');
    expect(collected.repairs).toEqual([{ type: 'polled' }]);
    expect(waits).toEqual([1000, 1000, 1000]);
    const asked = upstream().requests.items.slice(1);
    expect(asked.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET']);
    expect(asked.every(({ headers }) => headers.authorization === '[redacted]')).toBe(true);
  });

  test('can be stopped between two questions', async () => {
    upstream().use('pending');
    const stop = new AbortController();
    const wait = async () => stop.abort();
    const { provider } = providerFor(`${upstream().origin}/nvidia/v1`, 'nvidia', { wait });
    const collected = await collectEvents(provider.stream(requestOf(MODELS.nvidia), stop.signal));
    expect(endingOf(collected)).toBe('none');
    expect(upstream().requests.items).toHaveLength(1);
  });

  test('other servers’ 202 is no answer', async () => {
    upstream().use('pending');
    expect(endingOf(await lab('nvidia', 'generic').ask())).toBe('upstream-timeout');
  });
});

test('a first try that failed is told', async () => {
  upstream().use('bad-gateway', 'ok');
  const { repairs } = await lab('nvidia').ask();
  expect(repairs).toEqual([{ type: 'tried-again', code: 'upstream-down' }]);
});
