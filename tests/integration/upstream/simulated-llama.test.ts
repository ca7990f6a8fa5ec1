import sharp from 'sharp';
import { expect, test } from 'vitest';
import { makePicture } from '../../support/upstream/ask-provider';
import { box } from '../../support/upstream/checklist';
import {
  dataUrl,
  framesOf,
  picture,
  promptTokensOf,
  send,
  user,
} from '../../support/upstream/raw-client';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';
import { startUpstream } from '../../support/upstream/start-upstream';

const { chat, under, upstream } = startTestUpstream({ contextWindow: 32_768 });

const system = (content: string) => ({ role: 'system', content });
const ask = (url: string) =>
  send(`${url}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ messages: [user('Hi')] }),
  });

test(box('jinja: turns strictly in turn, 400 from vLLM and 500 from llama-server'), async () => {
  const doubled = { messages: [user('a'), user('b')] };
  const words =
    'After the optional system message, conversation roles must alternate user and assistant roles except for tool calls and results.';
  const vllm = await chat('vllmHf', doubled);
  expect([vllm.status, vllm.json.error]).toEqual([
    400,
    { message: words, type: 'BadRequestError', param: null, code: 400 },
  ]);
  const llama = await chat('llama', doubled);
  expect([llama.status, llama.json.error]).toMatchObject([
    500,
    { type: 'server_error', message: expect.stringContaining(`Jinja Exception: ${words}`) },
  ]);
});

test(box('jinja: a system message only first'), async () => {
  const late = { messages: [user('a'), system('s')] };
  const words = 'Only user, assistant and tool roles are supported, got system.';
  for (const [profile, status] of [
    ['vllmHf', 400],
    ['llama', 500],
  ] as const) {
    const answer = await chat(profile, late);
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(words)]);
  }
});

test(box('jinja: a persona is added where no system message is, and counted'), async () => {
  for (const profile of ['vllmHf', 'llama'] as const) {
    const bare = promptTokensOf(await chat(profile, {}));
    const own = promptTokensOf(await chat(profile, { messages: [system('s'), user('Hi')] }));
    expect(bare - own).toBeGreaterThan(500);
  }
});

test(box('llama: timings with the last frame and with whole answers'), async () => {
  expect((await chat('llama', {})).json).toHaveProperty('timings.predicted_n');
  expect(framesOf(await chat('llama', { stream: true })).at(-1)).toMatchObject({
    choices: [{ finish_reason: 'stop' }],
    timings: { prompt_n: expect.any(Number) },
  });
});

test(box('llama: WEBP refused'), async () => {
  const webp = await sharp(await makePicture())
    .webp()
    .toBuffer();
  const refused = await chat('llama', { messages: [user([picture(dataUrl(webp, 'webp'))])] });
  expect([refused.status, refused.text]).toEqual([
    400,
    expect.stringContaining('Failed to load image'),
  ]);
  const gif = await sharp(await makePicture())
    .gif()
    .toBuffer();
  const taken = await chat('llama', { messages: [user([picture(dataUrl(gif, 'gif'))])] });
  expect(taken.status).toBe(200);
});

test(box('llama: pictures without an encoder'), async () => {
  const answer = await under('no-vision', 'llama');
  expect([answer.status, answer.json.error]).toMatchObject([
    500,
    { type: 'server_error', message: expect.stringContaining('image input is not supported') },
  ]);
});

test(box('llama: what it tells of itself, with and without vision'), async () => {
  const blind = await startUpstream({ profile: 'llama', hasVision: false });
  const body = JSON.stringify({ messages: [user([picture(dataUrl(await makePicture()))])] });
  const answer = await send(`${blind.url}/chat/completions`, { method: 'POST', body });
  expect([answer.status, answer.text]).toEqual([500, expect.stringContaining('mmproj')]);
  expect((await send(`${blind.origin}/llama/props`)).json).toMatchObject({
    modalities: { vision: false },
  });
  expect((await send(`${upstream().origin}/llama/props`)).json).toMatchObject({
    default_generation_settings: { n_ctx: 32_768 },
    modalities: { vision: true },
  });
  await blind.close();
});

test(box('llama: a prompt over its window, with both numbers'), async () => {
  const { status, json } = await chat('llama', { messages: [user('word '.repeat(40_000))] });
  expect(status).toBe(400);
  expect(json.error).toMatchObject({
    type: 'exceed_context_size_error',
    n_prompt_tokens: expect.any(Number),
    n_ctx: 32_768,
  });
});

test(box('llama: loading first, in its health too'), async () => {
  const loading = await startUpstream({ profile: 'llama', loadingRequests: 1 });
  const health = async () => (await send(`${loading.origin}/llama/health`)).status;
  expect(await health()).toBe(503);
  const first = await ask(loading.url);
  expect([first.status, first.json.error]).toEqual([
    503,
    { code: 503, message: 'Loading model', type: 'unavailable_error' },
  ]);
  expect([(await ask(loading.url)).status, await health()]).toEqual([200, 200]);
  await loading.close();
});

test(box('llama: a wrong key, with health and list open'), async () => {
  const guarded = await startUpstream({ profile: 'llama', apiKey: 'right' });
  const wrong = await ask(guarded.url);
  expect([wrong.status, wrong.json.error]).toEqual([
    401,
    { code: 401, message: 'Invalid API Key', type: 'authentication_error' },
  ]);
  for (const path of ['/health', '/v1/models']) {
    expect((await send(guarded.origin + path)).status).toBe(200);
  }
  await guarded.close();
});

test('tokens of a text', async () => {
  const body = JSON.stringify({ content: 'How much is it?' });
  const { json } = await send(`${upstream().origin}/llama/tokenize`, { method: 'POST', body });
  expect(json.tokens).not.toHaveLength(0);
});
