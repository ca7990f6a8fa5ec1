import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { conversationTreeSchema, messageSchema } from '@/lib/protocol/conversations';
import { quickly } from '@/lib/protocol/quickly';
import {
  answerOf,
  attachmentOf,
  callOf,
  conversationIdOf,
  questionOf,
} from '../../support/messages';

const QUESTION = questionOf({ number: 1 }, 'Which?');
const PICTURES = questionOf({ number: 3 }, 'Which?', [attachmentOf(7), attachmentOf(8)]);
const ANSWER = answerOf({ number: 2 }, [{ type: 'text', text: 'This.' }], {
  finishReason: 'stop',
  usage: { inputTokens: 5, outputTokens: 7 },
  timing: { firstTokenMs: 1, totalMs: 7 },
});

const REPAIRED = answerOf({ number: 4 }, [{ type: 'text', text: 'That.' }], {
  call: callOf({
    repairs: [
      { type: 'field-dropped', field: 'seed' },
      { type: 'asked-whole', reason: 'tools-lost' },
      { type: 'tried-again', code: 'upstream-down' },
      { type: 'images-squeezed', count: 2 },
      { type: 'polled' },
    ],
  }),
});

const quick = quickly(messageSchema);

/** Every path into a value. */
function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  const within = Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key]));
  return [[...path], ...within];
}

/** A copy with something else at a path; without what is there when `undefined`. */
function withChange(value: unknown, [key, ...rest]: readonly string[], change: unknown): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return change;
  const inner = withChange(Reflect.get(value, key), rest, change);
  if (Array.isArray(value)) return value.map((each, at) => (String(at) === key ? inner : each));
  const others = Object.entries(value).filter(([name]) => name !== key);
  return Object.fromEntries(inner === undefined ? others : [...others, [key, inner]]);
}

const changed = fc
  .constantFrom(QUESTION, ANSWER, PICTURES, REPAIRED)
  .chain((message) =>
    fc
      .tuple(
        fc.constantFrom(...pathsOf(message)),
        fc.option(fc.constantFrom('unknown', 'text', 'role', 'usage', '__proto__')),
        fc.oneof(
          fc.jsonValue(),
          fc.constantFrom<unknown>(undefined, 0, -1, 1.5, '', 'done', {}, []),
        ),
      )
      .map(([path, key, change]) => withChange(message, key ? [...path, key] : path, change)),
  );

describe('a schema for what comes in thousands', () => {
  test.each([
    ['question', QUESTION],
    ['question with pictures', PICTURES],
    ['answer', ANSWER],
    ['answer with repairs', REPAIRED],
  ])('hands on a %s that is right as it stands', (_name, message) => {
    expect(z.parse(quick, message)).toBe(message);
  });

  test('reads whatever comes as the schema itself does', () => {
    fc.assert(
      fc.property(changed, (value) => {
        const slow = messageSchema.safeParse(value);
        const result = quick.safeParse(value);
        expect(result.success).toBe(slow.success);
        expect(result.data).toEqual(slow.data);
      }),
      { numRuns: 3000 },
    );
  });

  test('says where a value does not fit', () => {
    const tree = {
      conversation: null,
      messages: [QUESTION, { ...ANSWER, conversationId: `${conversationIdOf(1)}0` }],
      running: null,
    };
    const paths = conversationTreeSchema.safeParse(tree).error?.issues.map(({ path }) => path);
    expect(paths).toContainEqual(['messages', 1, 'conversationId']);
  });

  test('asks kinds of schemas that it does not know', () => {
    const trimmed = quickly(z.object({ text: z.string().check(z.trim()) }));
    expect(z.parse(trimmed, { text: ' a ' })).toEqual({ text: 'a' });
    const counted = quickly(z.object({ count: z.int() }));
    expect(counted.safeParse({ count: 1.5 }).success).toBe(false);
    const either = quickly(z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]));
    expect(z.parse(either, { a: 'a', b: 'b' })).toEqual({ a: 'a' });
    const strict = quickly(z.strictObject({ a: z.string() }));
    expect(strict.safeParse({ a: 'a', b: 'b' }).success).toBe(false);
  });
});
