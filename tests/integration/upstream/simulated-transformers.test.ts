import { expect, test } from 'vitest';
import { box } from '../../support/upstream/checklist';
import { contentOf, framesOf, promptTokensOf, user } from '../../support/upstream/raw-client';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';
import { startUpstream } from '../../support/upstream/start-upstream';

const { chat, under } = startTestUpstream();

test(box('transformers: unknown fields refused and named, more of them by version 4'), async () => {
  const refused = await chat('transformers', { top_k: 5, min_p: 0.1 });
  expect(refused.status).toBe(422);
  expect(refused.json.detail).toBe("Unexpected fields in the request: {'top_k', 'min_p'}");
  const ignored = { stop: ['x'], stream_options: { include_usage: true }, tool_choice: 'auto' };
  expect((await chat('transformers', ignored)).status).toBe(200);
  const older = await under('version-4', 'transformers', ignored);
  expect(older.json.detail).toBe(
    "Unexpected fields in the request: {'stop', 'stream_options', 'tool_choice'}",
  );
});

test(
  box('transformers: the finish reason and the counts in one frame, and no end mark'),
  async () => {
    const answer = await chat('transformers', { stream: true });
    expect(framesOf(answer).at(-1)).toMatchObject({
      choices: [{ finish_reason: 'stop' }],
      usage: { prompt_tokens: expect.any(Number) },
    });
    expect(answer.text).not.toContain('[DONE]');
  },
);

test(box('transformers: an error as text in the middle of a stream'), async () => {
  const answer = await under('out-of-memory', 'transformers', { stream: true });
  expect(answer.status).toBe(200);
  expect(framesOf(answer).at(-1)).toEqual({ error: expect.stringContaining('out of memory') });
});

test(box('transformers: a tool call as text'), async () => {
  const answer = await under('tools-single', 'transformers');
  expect(contentOf(answer)).toBe('get_weather{"city": "Paris"}');
  expect(answer.json.choices).toMatchObject([{ finish_reason: 'stop' }]);
});

test(box('transformers: 1024 tokens where no limit is named'), async () => {
  const script = { script: 'word '.repeat(2000) };
  const short = await startUpstream({ profile: 'transformers' });
  short.script(script.script);
  const ask = async (fields: object) => {
    const body = JSON.stringify({ messages: [user('Hi')], ...fields });
    const response = await fetch(`${short.url}/chat/completions`, { method: 'POST', body });
    return response.json();
  };
  expect(await ask({})).toMatchObject({
    choices: [{ finish_reason: 'length' }],
    usage: { completion_tokens: 1024 },
  });
  expect(await ask({ max_tokens: 4000 })).toMatchObject({
    choices: [{ finish_reason: 'stop' }],
  });
  await short.close();
});

test(box('transformers: silent while it loads'), async () => {
  const loading = await startUpstream({ profile: 'transformers', loadMs: 2_000 });
  const untilHeaders = async () => {
    const begin = performance.now();
    const body = JSON.stringify({ messages: [user('Hi')], stream: true });
    const response = await fetch(`${loading.url}/chat/completions`, { method: 'POST', body });
    const silence = performance.now() - begin;
    await response.text();
    return silence;
  };
  expect(await untilHeaders()).toBeGreaterThan(1_990);
  expect(loading.requests.items).toHaveLength(1);
  // It is loaded from then on.
  expect(await untilHeaders()).toBeLessThan(1_990);
  const load = await fetch(`${loading.origin}/transformers/load_model`, { method: 'POST' });
  expect(await load.text()).toContain('"status":"ready"');
  await loading.close();
});

test('its template wants strict turns and fails as an exception; a picture too', async () => {
  const doubled = await chat('transformers', { messages: [user('a'), user('b')] });
  expect([doubled.status, doubled.text]).toEqual([500, 'Internal Server Error']);
  const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } };
  expect((await chat('transformers', { messages: [user([image])] })).status).toBe(500);
});

test('it says what it was asked, and takes an id for the request', async () => {
  const answer = await chat('transformers', {}, { 'x-request-id': 'mine' });
  expect(answer.headers.get('x-request-id')).toBe('mine');
  expect(promptTokensOf(answer)).toBeGreaterThan(500);
});
