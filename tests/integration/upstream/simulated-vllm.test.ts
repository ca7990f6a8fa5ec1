import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePicture } from '../../support/upstream/ask-provider';
import {
  type Answer,
  chatAt,
  contentOf,
  dataUrl,
  picture,
  send,
  user,
} from '../../support/upstream/raw-client';
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream({ contextWindow: 32_768 });
});
afterAll(() => upstream.close());

const shown = ({ text }: Answer): string => text;

const chat: ReturnType<typeof chatAt> = (fields, headers) =>
  chatAt(upstream.origin, 'vllmNew')(fields, headers);

test.each([
  [{ messages: undefined }, 400, 'Field required'],
  [{ model: 'x' }, 404, 'The model `x` does not exist.'],
  [{ tools: [] }, 400, 'must not be an empty array'],
  [{ tool_choice: 'auto' }, 400, '`tools` must be set'],
  [{ stream_options: { include_usage: true } }, 400, 'Stream options can only be defined'],
  [{ messages: [] }, 400, 'at least one message'],
  [{ messages: [{ role: 'assistant', content: 'a' }] }, 400, 'must start with a user message'],
  [{ messages: [user('a'), { role: 'tool', content: 'b' }] }, 400, "role 'tool' after role 'user'"],
  [{ messages: [user('a'), { role: 'assistant', content: 'b' }] }, 400, 'add_generation_prompt'],
  [
    { messages: [{ role: 'system', content: '' }, user('a')] },
    400,
    'System prompt must have content',
  ],
  [{ chat_template_kwargs: {} }, 400, 'chat_template is not supported'],
  [{ max_tokens: 32_768 }, 400, 'context length is only 32768 tokens'],
  [{ messages: [user('word '.repeat(40_000))] }, 400, 'requested 1 output tokens'],
])('%j is refused with %i', async (fields, status, message) => {
  const answer = await chat(fields);
  expect(answer.status).toBe(status);
  expect(shown(answer)).toContain(message);
});

const call = (id: string) => ({ id, type: 'function', function: { name: 'f', arguments: '{}' } });
const result = (id: string) => ({ role: 'tool', tool_call_id: id, content: 'x' });
const turns = (calls: readonly unknown[], ...rest: readonly unknown[]) => ({
  messages: [user('a'), { role: 'assistant', content: '', tool_calls: calls }, ...rest],
});

test.each([
  [turns([call('call_1')], result('call_1')), 'with a length of 9'],
  [turns([call('aaaaaaaa1'), call('aaaaaaaa1')], result('aaaaaaaa1')), 'Duplicate tool call id'],
  [turns([call('aaaaaaaa1')], result('bbbbbbbb2')), 'Unexpected tool call id bbbbbbbb2'],
  [turns([call('aaaaaaaa1')], user('b')), 'Not the same number of function calls'],
  [
    { tools: [{ type: 'function', function: { name: 'get weather' } }] },
    'Function name was get weather',
  ],
  [
    { tools: [{ type: 'function', function: { name: 'f', parameters: 'no' } }] },
    'Invalid tool schema',
  ],
])('tools: %j', async (fields, message) => {
  expect(shown(await chat(fields))).toContain(message);
});

test('a user may follow a tool, and long ids are cut to their last nine characters', async () => {
  const fields = turns([call('xaaaaaaaa1')], result('xaaaaaaaa1'), user('go on'));
  expect((await chat(fields)).status).toBe(200);
});

test('pictures: too many, broken, too narrow, outside user messages; WEBP and GIF are taken', async () => {
  const good = picture(dataUrl(await makePicture()));
  const narrow = picture(dataUrl(await makePicture(8000, 2)));
  const webp = picture(
    dataUrl(
      await sharp(await makePicture())
        .webp()
        .toBuffer(),
      'webp',
    ),
  );
  const gif = picture(
    dataUrl(
      await sharp(await makePicture())
        .gif()
        .toBuffer(),
      'gif',
    ),
  );
  const ask = (...parts: readonly unknown[]) => chat({ messages: [user(parts)] });
  expect(shown(await ask(...Array(11).fill(good)))).toContain('At most 10 image(s)');
  expect(shown(await ask(picture('data:image/png;base64,AAAA')))).toContain('Failed to load image');
  expect(shown(await ask(narrow))).toContain('Failed to load image');
  expect((await ask(good, webp, gif)).status).toBe(200);
  const messages = [{ role: 'system', content: [good] }, user('a')];
  expect((await chat({ messages })).status).toBe(400);
});

test('JSON that fits the schema; the older field is ignored', async () => {
  const schema = {
    type: 'object',
    properties: { total: { type: 'number' }, paid: { type: 'boolean' } },
  };
  const asked = await chat({
    response_format: { type: 'json_schema', json_schema: { name: 'x', schema } },
  });
  expect(JSON.parse(contentOf(asked))).toEqual({ total: 1, paid: true });
  const native = await chat({ structured_outputs: { json: schema } });
  expect(JSON.parse(contentOf(native))).toEqual({ total: 1, paid: true });
  expect(contentOf(await chat({ guided_json: schema }))).toContain('script');
});

test('the answer ends at its limit, and says so', async () => {
  expect((await chat({ max_tokens: 3 })).json.choices).toMatchObject([{ finish_reason: 'length' }]);
});

test('running token counts', async () => {
  const stream_options = { include_usage: true, continuous_usage_stats: true };
  const { text } = await chat({ stream: true, stream_options, max_tokens: 3 });
  expect(text.match(/"completion_tokens":\d/g)).toHaveLength(5);
});

test('reasoning has one name only', async () => {
  upstream.use('reasoning');
  const { text } = await chat({ stream: true });
  upstream.use();
  expect(text).toContain('"reasoning":"I look "');
  expect(text).not.toContain('reasoning_content');
});

test('a key guards /v1 and nothing else', async () => {
  const guarded = await startUpstream({ profile: 'vllmNew', apiKey: 'right' });
  const statuses = ['/v1/models', '/health', '/version', '/metrics'].map(async (path) => {
    const response = await fetch(guarded.origin + path);
    await response.arrayBuffer();
    return response.status;
  });
  expect(await Promise.all(statuses)).toEqual([401, 200, 200, 200]);
  const body = JSON.stringify({ model: 'm', prompt: 'Hello' });
  const tokens = await send(`${guarded.origin}/tokenize`, { method: 'POST', body });
  expect(tokens.json).toMatchObject({ max_model_len: 262_144, token_strs: null });
  await guarded.close();
});

test('an unknown route', async () => {
  expect(await send(`${upstream.origin}/vllmNew/v1/nothing`)).toMatchObject({
    status: 404,
    json: { detail: 'Not Found' },
  });
});
