import { expect, test } from 'vitest';
import { makePicture } from '../../support/upstream/ask-provider';
import { box } from '../../support/upstream/checklist';
import {
  dataUrl,
  deltasOf,
  framesOf,
  picture,
  promptTokensOf,
  send,
  user,
} from '../../support/upstream/raw-client';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';

const { chat, under, upstream } = startTestUpstream();

test(box('ollama: the role in every delta, and its fingerprint'), async () => {
  const answer = await chat('ollama', { stream: true, max_tokens: 3 });
  const deltas = deltasOf(answer);
  expect(deltas).toHaveLength(5);
  for (const delta of deltas) expect(delta).toMatchObject({ role: 'assistant' });
  for (const frame of framesOf(answer)) expect(frame.system_fingerprint).toBe('fp_ollama');
});

test(box('ollama: thoughts under reasoning'), async () => {
  const answer = await under('reasoning', 'ollama', { stream: true });
  expect(deltasOf(answer)).toContainEqual({
    role: 'assistant',
    content: '',
    reasoning: 'I look ',
  });
  expect(answer.text).not.toContain('reasoning_content');
});

test(box('ollama: a tool call whole in one delta'), async () => {
  const answer = await under('tools-parallel', 'ollama', { stream: true });
  const calls = deltasOf(answer).flatMap(
    (delta) => JSON.stringify(delta).match(/"index":\d/g) ?? [],
  );
  expect(calls).toEqual(['"index":0', '"index":1']);
  expect(answer.text).toContain('"arguments":"{\\"city\\": \\"Paris\\"}"');
});

test(box('ollama: pictures only as data URLs of four kinds'), async () => {
  const png = (await makePicture()).toString('base64');
  const ask = async (url: string) => {
    const { status, json } = await chat('ollama', { messages: [user([picture(url)])] });
    return [status, json.error];
  };
  const refusal = { message: 'invalid image input', type: 'invalid_request_error' };
  expect(await ask('https://example.invalid/a.png')).toMatchObject([400, refusal]);
  expect(await ask(`data:image/gif;base64,${png}`)).toMatchObject([400, refusal]);
  for (const type of ['jpeg', 'jpg', 'png', 'webp']) {
    expect((await ask(`data:image/${type};base64,${png}`))[0]).toBe(200);
  }
});

test(box('ollama: contents that are null, arguments that are no JSON'), async () => {
  const empty = await chat('ollama', { messages: [user(null)] });
  expect([empty.status, empty.text]).toEqual([
    400,
    expect.stringContaining('invalid message content type: <nil>'),
  ]);
  const call = { id: 'a', type: 'function', function: { name: 'f', arguments: '{"city' } };
  const messages = [user('a'), { role: 'assistant', content: null, tool_calls: [call] }];
  const broken = await chat('ollama', { messages });
  expect([broken.status, broken.text]).toEqual([
    400,
    expect.stringContaining('invalid tool call arguments'),
  ]);
  const sound = { ...call, function: { name: 'f', arguments: '{}' } };
  const whole = [user('a'), { role: 'assistant', content: null, tool_calls: [sound] }];
  expect((await chat('ollama', { messages: whole })).status).toBe(200);
});

test(box('ollama: a prompt over 4096 tokens cut without a word'), async () => {
  const answer = await chat('ollama', { messages: [user('word '.repeat(6000))] });
  expect(answer.status).toBe(200);
  expect(promptTokensOf(answer)).toBe(4096);
});

test(box('ollama: a model that is not there'), async () => {
  const { status, json } = await chat('ollama', { model: 'nothing:1b' });
  expect([status, json.error]).toMatchObject([
    404,
    { message: "model 'nothing:1b' not found", type: 'not_found_error', param: null, code: null },
  ]);
});

test('its own routes: what it is, what it has, what a model can do', async () => {
  const at = (path: string, init?: RequestInit) => send(`${upstream().origin}/ollama${path}`, init);
  expect((await at('/')).text).toBe('Ollama is running');
  expect((await at('/api/version')).json).toHaveProperty('version');
  expect((await at('/api/tags')).json.models).toContainEqual(
    expect.objectContaining({ name: 'ministral-3:14b' }),
  );
  const body = JSON.stringify({ model: 'ministral-3:14b' });
  expect((await at('/api/show', { method: 'POST', body })).json).toMatchObject({
    capabilities: ['completion', 'vision', 'tools'],
    model_info: { 'mistral3.context_length': 262_144 },
  });
  expect(
    (await chat('ollama', { messages: [user([picture(dataUrl(await makePicture()))])] })).status,
  ).toBe(200);
});
