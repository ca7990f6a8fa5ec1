import sharp from 'sharp';
import { expect, test } from 'vitest';
import { MODELS, makePicture, REASONING_MODELS } from '../../support/upstream/ask-provider';
import { box } from '../../support/upstream/checklist';
import {
  contentOf,
  dataUrl,
  deltasOf,
  framesOf,
  picture,
  send,
  textOf,
  user,
} from '../../support/upstream/raw-client';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';
import { startUpstream } from '../../support/upstream/start-upstream';

const { chat, under, upstream } = startTestUpstream({ contextWindow: 32_768 });
const STREAM = { stream: true };
const TOOL = {
  type: 'function',
  function: { name: 'look', parameters: { type: 'object', properties: { x: { type: 'number' } } } },
};

const finishOf = (answer: Parameters<typeof framesOf>[0]): unknown =>
  /"finish_reason":"(\w+)"/.exec(answer.text)?.[1];

test(box('vllm: a key guards /v1 and nothing else'), async () => {
  const guarded = await startUpstream({ profile: 'vllmNew', apiKey: 'right' });
  const statuses = ['/v1/models', '/health', '/version', '/metrics'].map(
    async (path) => (await send(guarded.origin + path)).status,
  );
  expect(await Promise.all(statuses)).toEqual([401, 200, 200, 200]);
  const wrong = await send(`${guarded.url}/chat/completions`, { method: 'POST', body: '{}' });
  expect([wrong.status, wrong.json]).toEqual([401, { error: 'Unauthorized' }]);
  await guarded.close();
});

test(box('vllm: health, version, tokenize and metrics at the root'), async () => {
  const at = (path: string, init?: RequestInit) =>
    send(`${upstream().origin}/vllm012${path}`, init);
  expect(await at('/health')).toMatchObject({ status: 200, text: '' });
  expect((await at('/version')).json).toEqual({ version: '0.12.0' });
  expect((await at('/metrics')).text).toMatch(/^vllm:/);
  const body = JSON.stringify({ model: 'm', prompt: 'Hello' });
  expect((await at('/tokenize', { method: 'POST', body })).json).toMatchObject({
    count: expect.any(Number),
    max_model_len: 32_768,
    token_strs: null,
  });
  expect((await at('/v1/tokenize', { method: 'POST', body })).status).toBe(404);
});

test(
  box('vllm: thoughts under both names in 0.12, under one later, between markers without a parser'),
  async () => {
    const model = REASONING_MODELS.vllmNew;
    const first = async (profile: 'vllm012' | 'vllmNew' | 'vllmHf') =>
      deltasOf(await chat(profile, { model, ...STREAM }))[1];
    expect(await first('vllm012')).toEqual({ reasoning: 'I', reasoning_content: 'I' });
    expect(await first('vllmNew')).toEqual({ reasoning: 'I' });
    expect(await first('vllmHf')).toEqual({ content: '[THI' });
    const bare = await startUpstream({ profile: 'vllmNew', parsesReasoning: false });
    const body = JSON.stringify({ model, messages: [user('Hi')], ...STREAM });
    const answer = await send(`${bare.url}/chat/completions`, { method: 'POST', body });
    expect(textOf(answer)).toMatch(/^\[THINK\]I look .+\[\/THINK\]\S/s);
    await bare.close();
  },
);

test(box('vllm: tool calls, one and several, with text before them'), async () => {
  const calls = async (scenario: string) =>
    deltasOf(await under(scenario, 'vllmNew', STREAM)).flatMap(({ tool_calls: list }) =>
      Array.isArray(list) ? list : [],
    );
  const [first, ...rest] = await calls('tools-single');
  expect(first).toEqual({
    index: 0,
    id: expect.stringMatching(/^[a-zA-Z0-9]{9}$/),
    type: 'function',
    function: { name: 'get_weather', arguments: '' },
  });
  expect(rest.every((delta) => !('id' in delta))).toBe(true);
  expect((await calls('tools-parallel')).map(({ index }) => index)).toEqual(
    expect.arrayContaining([0, 1]),
  );
  const spoken = await under('tools-with-text', 'vllmNew', STREAM);
  expect([textOf(spoken), finishOf(spoken)]).toEqual(['Let me look.', 'tool_calls']);
});

test(box('vllm: tool calls with broken arguments, and cut at the limit'), async () => {
  const broken = await under('tools-bad-json', 'vllmNew');
  expect(broken.text).toContain('"arguments":"{\\"city\\": Paris"');
  expect(finishOf(await under('tools-cut', 'vllmNew', STREAM))).toBe('length');
});

test(box('vllm: a named tool ends with stop'), async () => {
  const choice = { tool_choice: { type: 'function', function: { name: 'look' } } };
  const answer = await chat('vllmNew', { tools: [TOOL], ...choice });
  expect(answer.json.choices).toMatchObject([
    { finish_reason: 'stop', message: { tool_calls: [{ function: { name: 'look' } }] } },
  ]);
});

test(box('vllm012: streams that lose their tool calls, whole answers that do not'), async () => {
  const lost = await under('tools-lost', 'vllm012', { tools: [TOOL], ...STREAM });
  expect([textOf(lost), finishOf(lost)]).toEqual(['', 'tool_calls']);
  expect(lost.text).not.toContain('"name"');
  const whole = await under('tools-lost', 'vllm012', { tools: [TOOL] });
  expect(whole.text).toContain('"arguments":"{\\"x\\":1}"');
});

test(box('vllm: an answer longer than the rest of the window is refused'), async () => {
  expect((await chat('vllmNew', { max_tokens: 32_700 })).status).toBe(200);
  expect((await chat('vllmNew', { max_tokens: 32_767 })).status).toBe(400);
  expect((await chat('vllm012', { max_tokens: 32_767 })).status).toBe(400);
});

test(box('vllm: answers end by length and by abort'), async () => {
  expect(finishOf(await chat('vllmNew', { max_tokens: 3, ...STREAM }))).toBe('length');
  expect(finishOf(await under('finish-abort', 'vllm012', STREAM))).toBe('abort');
});

test(box('vllm: an error in the middle of a stream, then its end'), async () => {
  const { status, text } = await under('error-mid-vllm', 'vllmNew', STREAM);
  expect(status).toBe(200);
  expect(text).toMatch(
    /data: \{"error":\{"message":"EngineCore[^}]+"code":500\}\}\n\ndata: \[DONE\]\n\n$/,
  );
});

test(box('vllm: token counts at the end, and with every frame'), async () => {
  const asking = (options: object) => chat('vllmNew', { max_tokens: 3, ...STREAM, ...options });
  expect((await asking({})).text).not.toContain('"usage"');
  const atEnd = await asking({ stream_options: { include_usage: true } });
  expect(framesOf(atEnd).at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: 3 } });
  const options = { include_usage: true, continuous_usage_stats: true };
  const always = await asking({ stream_options: options });
  expect(always.text.match(/"completion_tokens":\d/g)).toHaveLength(5);
});

test(box('vllm: too many pictures, by its own limit and by those of NIM'), async () => {
  const image = picture(dataUrl(await makePicture()));
  const ask = (profile: 'vllmNew' | 'nim', count: number) =>
    chat(profile, { messages: [user(Array(count).fill(image))] });
  expect((await ask('vllmNew', 10)).status).toBe(200);
  expect((await ask('vllmNew', 11)).text).toContain(
    'At most 10 image(s) may be provided in one prompt. Set `--limit-mm-per-prompt` to increase this limit.',
  );
  expect((await ask('nim', 5)).status).toBe(200);
  expect((await ask('nim', 6)).text).toContain('At most 5 image(s) may be provided in one prompt.');
  const one = await startUpstream({ profile: 'nim', maxImages: 1 });
  const body = JSON.stringify({ model: MODELS.nim, messages: [user([image, image])] });
  const { text } = await send(`${one.url}/chat/completions`, { method: 'POST', body });
  expect(text).toContain('At most 1 image(s)');
  await one.close();
});

test(
  box('vllm: broken pictures refused, WEBP and GIF taken, a strip of 4000 to 1 refused'),
  async () => {
    const png = await makePicture();
    const ask = async (...data: readonly string[]) =>
      chat('vllmNew', { messages: [user(data.map(picture))] });
    const broken = await ask('data:image/png;base64,AAAA');
    expect([broken.status, broken.text]).toEqual([
      400,
      expect.stringContaining('Failed to load image: cannot identify image file'),
    ]);
    const webp = dataUrl(await sharp(png).webp().toBuffer(), 'webp');
    const gif = dataUrl(await sharp(png).gif().toBuffer(), 'gif');
    expect((await ask(webp, gif)).status).toBe(200);
    expect((await ask(dataUrl(await makePicture(8000, 2)))).text).toContain('Failed to load image');
    const misplaced = { role: 'system', content: [picture(dataUrl(png))] };
    expect((await chat('vllmNew', { messages: [misplaced, user('a')] })).status).toBe(400);
  },
);

test(
  box('vllm: answers that fit a schema; the older field without effect in later builds'),
  async () => {
    const properties = { total: { type: 'number' }, paid: { type: 'boolean' } };
    const schema = { type: 'object', properties };
    const format = { type: 'json_schema', json_schema: { name: 'x', schema } };
    const jsonOf = async (answer: ReturnType<typeof chat>) => JSON.parse(contentOf(await answer));
    const fitting = { total: 1, paid: true };
    expect(await jsonOf(chat('vllmNew', { response_format: format }))).toEqual(fitting);
    expect(await jsonOf(chat('vllmNew', { structured_outputs: { json: schema } }))).toEqual(
      fitting,
    );
    expect(await jsonOf(chat('vllm012', { guided_json: schema }))).toEqual(fitting);
    expect(contentOf(await chat('vllmNew', { guided_json: schema }))).toContain('script');
  },
);

test(box('nim: serves the model under another name than the hosted endpoint'), async () => {
  expect(await chat('nim', { model: MODELS.nvidia })).toMatchObject({
    status: 404,
    json: { error: { type: 'NotFoundError' } },
  });
  expect((await chat('nim', { model: 'mistralai/ministral-3-14b-instruct-2512' })).status).toBe(
    200,
  );
});

test(box('nim: health and metadata, and no key'), async () => {
  const open = await startUpstream({ profile: 'nim', apiKey: 'right' });
  const at = async (path: string) => (await send(open.origin + path)).json;
  expect(await at('/v1/health/ready')).toEqual({
    object: 'health.response',
    message: 'Service is ready.',
  });
  expect(await at('/v1/health/live')).toMatchObject({ object: 'health.response' });
  expect(await at('/v1/metadata')).toHaveProperty('modelInfo');
  const body = JSON.stringify({ model: MODELS.nim, messages: [user('Hi')] });
  const answer = await send(`${open.url}/chat/completions`, { method: 'POST', body });
  expect(answer.status).toBe(200);
  await open.close();
});
