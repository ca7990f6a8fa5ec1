import { describe, expect, test } from 'vitest';
import { DIALECTS } from '@/lib/server/provider/dialects';
import { errorFromUpstream } from '@/lib/server/provider/error-from-upstream';
import { AnswerDecoder } from '@/lib/server/provider/openai-compatible/answer-decoder';
import type { ProviderEvent } from '@/lib/server/provider/provider';
import { readRefusalText } from '@/lib/server/provider/read-refusal';
import { readCapture } from '../../../../support/upstream/read-capture';

/** Thousands of decodings each: long on a busy machine, in milliseconds. */
const TIMEOUT_MS = 60_000;
const CONTEXT = { connection: 'llama', dialect: DIALECTS.llama };

function decode(pieces: readonly Uint8Array[]): ProviderEvent[] {
  const decoder = new AnswerDecoder({ ...CONTEXT, isDeclared: true });
  const events = pieces.flatMap((piece) => decoder.push(piece));
  return decoder.isOver ? events : [...events, ...decoder.end()];
}

const textOf = (events: readonly ProviderEvent[], type: 'text-delta' | 'reasoning-delta') =>
  events.flatMap((event) => (event.type === type ? [event.text] : [])).join('');

function endOf(events: readonly ProviderEvent[]): string {
  const last = events.at(-1);
  if (last?.type === 'finish') return `finish:${last.finishReason}`;
  return last?.type === 'error' ? last.error.code : 'none';
}

/** How each recorded stream ends, what it begins with, and the prompt's tokens where it names them. */
const STREAMS = [
  ['chat-stream', 'finish:length', 'Once upon a time, there was a little girl', 28],
  ['chat-stream-timings', 'finish:length', 'Once upon a time', 28],
  ['chat-stream-usage', 'finish:length', 'Once upon a time', 28],
  ['image-stream', 'finish:length', 'Once upon a time', 391],
  ['image-history-stream', 'finish:length', 'Once upon a time', 405],
  ['reasoning-stream', 'finish:stop', 'if she went v', 28],
  ['unicode-stream', 'finish:stop', 'é漢字🙂🎈naïve\ndone', 28],
  ['json-schema-stream', 'finish:stop', '{ "mood" : "curious"', 28],
  ['n2-stream', 'finish:length', 'Once upon a time', 28],
  ['qwen3-template-chat-stream', 'finish:length', '"Hi, Jack!', 53],
  ['context-full-while-streaming', 'finish:length', ' happy', 10],
  ['server-sigkill-mid-stream', 'upstream-cut', ' her friend', undefined],
  ['server-sigterm-mid-stream', 'upstream-cut', 'er and', undefined],
  ['tools-required-cut-stream', 'finish:length', 'Once upon a time', 458],
] as const;

describe('streams of a real llama-server', () => {
  test.each(STREAMS)(
    '%s ends as %s, cut in two at any byte',
    (name, ending, beginning, tokens) => {
      const bytes = Buffer.from(readCapture(name).body);
      const whole = decode([bytes]);
      expect(endOf(whole)).toBe(ending);
      expect(textOf(whole, 'text-delta').startsWith(beginning)).toBe(true);
      const last = whole.at(-1);
      expect(last?.type === 'finish' ? last.usage?.inputTokens : undefined).toBe(tokens);

      const expected = JSON.stringify(whole);
      for (let cut = 0; cut <= bytes.length; cut += 1) {
        const events = decode([bytes.subarray(0, cut), bytes.subarray(cut)]);
        if (JSON.stringify(events) !== expected) expect.unreachable(`differs when cut at ${cut}`);
      }
    },
    TIMEOUT_MS,
  );

  test(
    'every byte by itself changes nothing',
    () => {
      for (const [name] of STREAMS) {
        const bytes = Buffer.from(readCapture(name).body);
        expect(decode(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(decode([bytes]));
      }
    },
    TIMEOUT_MS,
  );

  test('reasoning comes apart from the answer', () => {
    const events = decode([Buffer.from(readCapture('reasoning-stream').body)]);
    expect(textOf(events, 'reasoning-delta')).toMatch(/^ if she loved to play/);
  });
});

describe('errors of a real llama-server', () => {
  test.each([
    ['key-missing', 'upstream-auth'],
    ['key-wrong', 'upstream-auth'],
    ['key-wrong-stream', 'upstream-auth'],
    ['while-loading', 'upstream-down'],
    ['oversized', 'upstream-context'],
    ['oversized-stream', 'upstream-context'],
    ['image-broken-base64', 'upstream-images'],
    ['image-gif-bytes', 'upstream-images'],
    ['text-only-server-image', 'upstream-images'],
    ['not-found', 'upstream-wrong-url'],
    ['no-messages', 'upstream-invalid'],
    ['unknown-part', 'upstream-invalid'],
    ['bad-temp', 'upstream-invalid'],
    ['neg-max', 'upstream-invalid'],
    ['two-users', 'upstream-rejected'],
    ['bad-role', 'upstream-rejected'],
    ['bad-json', 'upstream-rejected'],
    ['image-string-form', 'upstream-rejected'],
    ['image-https-url', 'upstream-rejected'],
    ['audio-part', 'upstream-rejected'],
  ] as const)('%s is %s', (name, code) => {
    const { status, body } = readCapture(name);
    const error = errorFromUpstream(
      { status, refusal: readRefusalText(body.split('\n\n')[0] ?? '') },
      CONTEXT,
    );
    expect(error.code).toBe(code);
    expect(error.details.status).toBe(status);
  });

  test('the window it names is handed on', () => {
    const { status, body } = readCapture('oversized');
    const error = errorFromUpstream({ status, refusal: readRefusalText(body) }, CONTEXT);
    expect(error.details.limit).toBe(8192);
  });
});
