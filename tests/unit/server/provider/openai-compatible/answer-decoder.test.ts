import { expect, test } from 'vitest';
import { DIALECTS } from '@/lib/server/provider/dialects';
import { AnswerDecoder } from '@/lib/server/provider/openai-compatible/answer-decoder';
import type { ProviderEvent } from '@/lib/server/provider/provider';

function decode(...frames: readonly unknown[]): ProviderEvent[] {
  const decoder = new AnswerDecoder({
    connection: 'Lab',
    dialect: DIALECTS.generic,
    isDeclared: true,
  });
  const text = frames.map((frame) => `data: ${JSON.stringify(frame)}\n\n`).join('');
  const events = decoder.push(Buffer.from(text));
  return decoder.isOver ? events : [...events, ...decoder.end()];
}

const delta = (fields: object, finish: string | null = null) => ({
  choices: [{ index: 0, delta: fields, finish_reason: finish }],
});

test('thoughts that come under both names are taken once', () => {
  const frames = [
    delta({ reasoning: 'why', reasoning_content: 'why' }),
    delta({ content: 'so' }, 'stop'),
  ];
  expect(decode(...frames)).toEqual([
    { type: 'reasoning-delta', text: 'why' },
    { type: 'text-delta', text: 'so' },
    { type: 'finish', finishReason: 'stop', usage: undefined },
  ]);
});

test('content in parts, as Mistral’s own API sends it', () => {
  const content = [
    { type: 'thinking', thinking: [{ type: 'text', text: 'why' }] },
    { type: 'text', text: 'so' },
  ];
  expect(decode(delta({ content }, 'model_length'))).toEqual([
    { type: 'reasoning-delta', text: 'why' },
    { type: 'text-delta', text: 'so' },
    { type: 'finish', finishReason: 'length', usage: undefined },
  ]);
});

test('a server that ends by its own error has not ended well', () => {
  for (const content of ['a', '']) {
    const event = decode(delta({ content }), delta({}, 'error')).at(-1);
    expect(event).toMatchObject({ type: 'error', error: { code: 'upstream-down' } });
  }
});

test('token counts, wherever they come', () => {
  const usage = {
    prompt_tokens: 30,
    completion_tokens: 12,
    prompt_tokens_details: { cached_tokens: 20 },
    completion_tokens_details: { reasoning_tokens: 5 },
  };
  const counted = { inputTokens: 30, outputTokens: 12, cachedInputTokens: 20, reasoningTokens: 5 };
  const finish = { type: 'finish', finishReason: 'stop', usage: counted };
  const apart = decode(delta({ content: 'a' }, 'stop'), { choices: [], usage });
  expect(apart.at(-1)).toEqual(finish);
  expect(decode({ ...delta({ content: 'a' }, 'stop'), usage }).at(-1)).toEqual(finish);
  const failed = decode(delta({ content: 'a' }), { choices: [], usage });
  expect(failed.at(-1)).toMatchObject({ type: 'error', usage: counted });
});

test('nulls and empty lists are nothing', () => {
  const first = delta({
    role: 'assistant',
    content: null,
    tool_calls: [],
    reasoning_content: null,
  });
  const events = decode({ ...first, error: null, usage: null }, delta({ content: 'a' }, 'stop'));
  expect(events.map(({ type }) => type)).toEqual(['text-delta', 'finish']);
});

test('only the first of several alternatives is read', () => {
  const other = { choices: [{ index: 1, delta: { content: 'x' }, finish_reason: 'length' }] };
  expect(decode(other, delta({ content: 'a' }, 'stop'))).toEqual([
    { type: 'text-delta', text: 'a' },
    { type: 'finish', finishReason: 'stop', usage: undefined },
  ]);
});

test('names like __proto__ in a frame change nothing', () => {
  const frame = JSON.parse(
    '{"__proto__":{"choices":[]},"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":"stop"}]}',
  );
  expect(decode(frame).at(-1)?.type).toBe('finish');
});

test('only white space is no answer; thoughts alone are one', () => {
  const empty = decode(delta({ content: ' \n' }, 'stop')).at(-1);
  expect(empty?.type === 'error' && empty.error.code).toBe('upstream-empty');
  expect(decode(delta({ reasoning: 'hm' }, 'length')).at(-1)?.type).toBe('finish');
});

test('after the last event nothing more comes', () => {
  const decoder = new AnswerDecoder({
    connection: 'Lab',
    dialect: DIALECTS.generic,
    isDeclared: true,
  });
  const frame = `data: ${JSON.stringify(delta({ content: 'a' }, 'stop'))}\n\ndata: [DONE]\n\n`;
  expect(decoder.push(Buffer.from(frame)).at(-1)?.type).toBe('finish');
  expect(decoder.push(Buffer.from(frame))).toEqual([]);
  expect(decoder.end()).toEqual([]);
});

test('frames that cannot be read are noted once, however many', () => {
  const events = decode(7, 'x', {}, delta({ content: 'a' }, 'stop'));
  expect(events.map(({ type }) => type)).toEqual(['damaged', 'text-delta', 'finish']);
});

test.each([
  [false, '<h1>Welcome</h1>', 'upstream-not-stream'],
  [false, '', 'upstream-empty'],
  [true, ': hello\n\n', 'upstream-empty'],
])('a body without frames (declared a stream: %j): %j is %s', (isDeclared, body, code) => {
  const decoder = new AnswerDecoder({ connection: 'Lab', dialect: DIALECTS.generic, isDeclared });
  const [event] = [...decoder.push(Buffer.from(body)), ...decoder.end()];
  expect(event?.type === 'error' && event.error.code).toBe(code);
});

test('an error frame may be a list', () => {
  const decoder = new AnswerDecoder({
    connection: 'Lab',
    dialect: DIALECTS.generic,
    isDeclared: true,
  });
  const frame = 'event: error\ndata: [{"msg":"x does not support tools"}]\n\n';
  expect(decoder.push(Buffer.from(frame))).toMatchObject([
    { type: 'error', error: { code: 'upstream-tools-off' } },
  ]);
});
