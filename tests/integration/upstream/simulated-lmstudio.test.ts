import { expect, test } from 'vitest';
import { REASONING_MODELS } from '../../support/upstream/ask-provider';
import { box } from '../../support/upstream/checklist';
import { picture, send, user } from '../../support/upstream/raw-client';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';
import { startUpstream } from '../../support/upstream/start-upstream';

const { chat, under, upstream } = startTestUpstream({ contextWindow: 8192 });

const LONG = [user('word '.repeat(10_000))];

test(box('lmstudio: an error event in a stream that said 200'), async () => {
  const { status, text } = await chat('lmstudio', { messages: LONG, stream: true });
  expect(status).toBe(200);
  expect(text).toMatch(
    /^event: error\ndata: \{"error":\{"message":"Input does not fit in context length\..*"message":"Input does not/,
  );
  expect(text).not.toContain('[DONE]');
});

test(box('lmstudio: an error body with 200'), async () => {
  const { status, json } = await chat('lmstudio', { messages: LONG });
  expect(status).toBe(200);
  expect(json).toMatchObject({
    error: { message: expect.stringContaining('does not fit') },
    message: expect.stringContaining('does not fit'),
  });
});

test(box('lmstudio: a refusal that is a text alone'), async () => {
  const { status, json } = await chat('lmstudio', { messages: [] });
  expect([status, json]).toEqual([400, { error: "'messages' field is required" }]);
  const url = 'data:image/png;base64,AAAA';
  expect((await chat('lmstudio', { messages: [user([picture(url)])] })).json.error).toContain(
    'must be a base64 encoded image',
  );
  expect((await chat('lmstudio', { messages: [user('a'), user('b')] })).json.error).toContain(
    'must alternate user and assistant roles',
  );
});

test(box('lmstudio: an empty stream that said 200'), async () => {
  const answer = await under('overflow-empty', 'lmstudio', { stream: true });
  expect([answer.status, answer.text]).toEqual([200, '']);
});

test(box('lmstudio: both native lists of models'), async () => {
  const at = (path: string) => send(`${upstream().origin}/lmstudio${path}`);
  const model = 'mistralai/ministral-3-14b';
  expect((await at('/api/v1/models')).json.models).toMatchObject([
    {
      key: model,
      loaded_instances: [{ config: { context_length: 8192 } }],
      max_context_length: 262_144,
    },
  ]);
  expect((await at('/api/v0/models')).json.data).toMatchObject([
    { id: model, type: 'vlm', state: 'loaded', loaded_context_length: 8192 },
  ]);
  expect((await at('/v1/nothing')).status).toBe(200);
});

test('thoughts under a name of their own, or in the text, by its setting', async () => {
  const model = REASONING_MODELS.lmstudio;
  expect((await chat('lmstudio', { model, stream: true })).text).toContain('"reasoning_content"');
  const plain = await startUpstream({ profile: 'lmstudio', parsesReasoning: false });
  const body = JSON.stringify({ model, messages: [user('Hi')], stream: true });
  const { text } = await send(`${plain.url}/chat/completions`, { method: 'POST', body });
  expect(text).not.toContain('reasoning_content');
  expect(text).toContain('"content":"NK]"');
  await plain.close();
});
