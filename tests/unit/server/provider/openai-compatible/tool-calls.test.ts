import { describe, expect, test } from 'vitest';
import { DIALECTS } from '@/lib/server/provider/dialects';
import { AnswerDecoder } from '@/lib/server/provider/openai-compatible/answer-decoder';
import type { ProviderEvent } from '@/lib/server/provider/provider';

function decoderOf(offeredTools: readonly string[] = ['get_weather', 'get_time']) {
  const dialect = DIALECTS.generic;
  return new AnswerDecoder({ connection: 'Lab', dialect, isDeclared: true, offeredTools });
}

function decode(frames: readonly object[], decoder = decoderOf()): ProviderEvent[] {
  const text = frames.map((frame) => `data: ${JSON.stringify(frame)}\n\n`).join('');
  const events = decoder.push(Buffer.from(text));
  return decoder.isOver ? events : [...events, ...decoder.end()];
}

const delta = (fields: object, finish: string | null = null) => ({
  id: 'chatcmpl-1',
  choices: [{ index: 0, delta: fields, finish_reason: finish }],
});
const called = (index: number | undefined, call: object, finish: string | null = null) =>
  delta({ tool_calls: [{ index, ...call }] }, finish);
const part = (text: string, name?: string) => ({ function: { name, arguments: text } });

const callsOf = (events: readonly ProviderEvent[]) =>
  events.flatMap((event) => (event.type === 'tool-call' ? [event.call] : []));
const endOf = (events: readonly ProviderEvent[]) => {
  const last = events.at(-1);
  if (last?.type === 'finish') return last.finishReason;
  return last?.type === 'error' ? last.error.code : last?.type;
};

describe('tool calls', () => {
  test('in pieces, several at once, with text before', () => {
    const events = decode([
      delta({ content: 'Let me look.' }),
      called(0, { id: 'aB3dE5fG7', type: 'function', ...part('', 'get_weather') }),
      called(0, part('{"city": "Par')),
      called(0, part('is"}')),
      called(1, { id: 'hJ8kL2mN4', ...part('{}', 'get_time') }),
      delta({ content: '' }, 'tool_calls'),
    ]);
    expect(events).toEqual([
      { type: 'text-delta', text: 'Let me look.' },
      {
        type: 'tool-call',
        call: { id: 'aB3dE5fG7', name: 'get_weather', arguments: '{"city": "Paris"}' },
      },
      { type: 'tool-call', call: { id: 'hJ8kL2mN4', name: 'get_time', arguments: '{}' } },
      { type: 'finish', finishReason: 'tool-calls', usage: undefined },
    ]);
  });

  test('in one piece each, all with the same number', () => {
    const one = called(0, { id: 'call_1', ...part('{"city":"Paris"}', 'get_weather') });
    const other = called(
      0,
      { id: 'call_2', ...part('{"city":"Rome"}', 'get_weather') },
      'tool_calls',
    );
    const calls = callsOf(decode([one, other]));
    expect(calls.map((call) => call.arguments)).toEqual(['{"city":"Paris"}', '{"city":"Rome"}']);
    expect(new Set(calls.map(({ id }) => id)).size).toBe(2);
    expect(calls.every(({ id }) => /^[a-zA-Z0-9]{9}$/.test(id))).toBe(true);
  });

  test('without a number go on where the last one was', () => {
    const frames = [
      called(undefined, part('{"a"', 'get_time')),
      called(undefined, part(':1}'), 'stop'),
    ];
    expect(callsOf(decode(frames))).toMatchObject([{ name: 'get_time', arguments: '{"a":1}' }]);
  });

  test('without ids, or with one id twice, have ids of their own, always the same ones', () => {
    const twice = [0, 1].map((index) =>
      called(index, { id: 'aB3dE5fG7', ...part('{}', 'get_time') }, 'tool_calls'),
    );
    const missing = [0, 1].map((index) => called(index, part('{}', 'get_time'), 'tool_calls'));
    for (const frames of [twice, missing]) {
      const ids = callsOf(decode(frames)).map(({ id }) => id);
      expect(new Set(ids).size).toBe(2);
      expect(callsOf(decode(frames)).map(({ id }) => id)).toEqual(ids);
    }
  });

  test.each([
    ['', '{}'],
    ['{"city":"Paris"}{"city":"Paris"}', '{"city":"Paris"}'],
    ['{"city": Paris', '{"city": Paris'],
    ['1111', '1111'],
  ])('arguments %j are handed on as %j', (given, handed) => {
    const events = decode([called(0, part(given, 'get_weather'), 'tool_calls')]);
    expect(callsOf(events)).toMatchObject([{ arguments: handed }]);
  });

  test('arguments that come as an object are text then', () => {
    const call = { function: { name: 'get_time', arguments: { zone: 'CET' } } };
    expect(callsOf(decode([called(0, call, 'stop')]))).toMatchObject([
      { arguments: '{"zone":"CET"}' },
    ]);
  });

  test.each([
    ['stop', 'tool-calls'],
    ['abort', 'tool-calls'],
    ['length', 'length'],
    ['content_filter', 'content-filter'],
  ])('their presence decides the end: %s is %s', (stated, finishReason) => {
    expect(endOf(decode([called(0, part('{}', 'get_time'), stated)]))).toBe(finishReason);
  });

  test('none where one was announced are lost; any where none was offered are unasked for', () => {
    expect(endOf(decode([delta({ content: 'So' }, 'tool_calls')]))).toBe('upstream-tools-lost');
    const unasked = decode([called(0, part('{}', 'get_time'), 'stop')], decoderOf([]));
    expect(endOf(unasked)).toBe('upstream-tool-unasked');
    expect(callsOf(unasked)).toEqual([]);
  });

  test('an empty list with text is none', () => {
    expect(endOf(decode([delta({ content: 'So', tool_calls: [] }, 'stop')]))).toBe('stop');
  });

  test('printed behind thoughts, cut anywhere', () => {
    const answer =
      '[THINK]Which city?[/THINK]Let me look.[TOOL_CALLS]get_weather[ARGS]{"city":"Paris"}';
    const events = decode(
      [...answer].map((content) => delta({ content })).concat(delta({}, 'stop')),
    );
    const join = (type: 'text-delta' | 'reasoning-delta') =>
      events.flatMap((event) => (event.type === type ? [event.text] : [])).join('');
    expect(join('reasoning-delta')).toBe('Which city?');
    expect(join('text-delta')).toBe('Let me look.');
    expect(callsOf(events)).toMatchObject([{ name: 'get_weather', arguments: '{"city":"Paris"}' }]);
    expect(endOf(events)).toBe('tool-calls');
  });

  test('more of them than an answer may be long end it', () => {
    const frames = Array.from({ length: 3 }, () =>
      called(0, part('x'.repeat(900_000), 'get_time')),
    );
    expect(endOf(decode(frames))).toBe('upstream-answer-size');
  });
});

describe('an answer in one piece', () => {
  const whole = (message: object, finish: string) => ({
    id: 'chatcmpl-1',
    choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finish }],
    usage: { prompt_tokens: 30, completion_tokens: 12 },
  });

  test('is told as a stream is', () => {
    const call = { id: 'aB3dE5fG7', type: 'function', ...part('{}', 'get_time') };
    const message = {
      content: null,
      reasoning: 'why',
      reasoning_content: 'why',
      tool_calls: [call],
    };
    expect(decoderOf().takeWhole(whole(message, 'tool_calls'))).toEqual([
      { type: 'reasoning-delta', text: 'why' },
      { type: 'tool-call', call: { id: 'aB3dE5fG7', name: 'get_time', arguments: '{}' } },
      {
        type: 'finish',
        finishReason: 'tool-calls',
        usage: {
          inputTokens: 30,
          outputTokens: 12,
          cachedInputTokens: undefined,
          reasoningTokens: undefined,
        },
      },
    ]);
  });

  test.each([
    [{ choices: [] }, 'upstream-empty'],
    [{ object: 'list' }, 'upstream-not-stream'],
    ['text', 'upstream-not-stream'],
    [{ object: 'error', message: 'CUDA', code: 500 }, 'upstream-down'],
  ])('%j is %s', (body, code) => {
    expect(endOf(decoderOf().takeWhole(body))).toBe(code);
  });
});

describe('what is printed as a call counts as part of the answer', () => {
  const piece = 'x'.repeat(60_000);
  const printed = Array.from({ length: 40 }, () => piece);

  test('also one that never ends', () => {
    const frames = ['[TOOL_CALLS]get_weather{"a":"', ...printed].map((content) =>
      delta({ content }),
    );
    expect(endOf(decode(frames))).toBe('upstream-answer-size');
  });

  test('also calls that were taken out of the text', () => {
    const frames = printed.map((text) =>
      delta({ content: `[TOOL_CALLS]get_weather{"a":"${text}"}` }),
    );
    expect(endOf(decode(frames))).toBe('upstream-answer-size');
  });
});
