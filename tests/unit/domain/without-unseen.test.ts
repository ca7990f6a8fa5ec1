import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutUnseen } from '@/lib/domain/without-unseen';

describe('a text without what cannot be seen', () => {
  test.each([
    ['a word of Persian', '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'],
    ['a mark of Arabic before the joiner', '\u0645\u064e\u200c\u0647'],
    ['a word of Hindi', '\u0915\u094d\u200c\u0937 \u0915\u094d\u200d\u0937'],
    ['a word of Bengali', '\u09b0\u200d\u09cd\u09af'],
    ['a word of Sinhala', '\u0dc1\u0dca\u200d\u0dbb\u0dd3'],
    ['one emoji', '👩🏽\u200d🚀 🏳\ufe0f\u200d🌈'],
  ])('keeps the joiners of %s', (_what, text) => expect(withoutUnseen(text)).toBe(text));

  test.each([
    ['a\u200cb\u200dc', 'abc'],
    ['\u0645\u200c', '\u0645'],
    ['\u200c\u0645', '\u0645'],
    ['\u0645\u200c a', '\u0645 a'],
    ['\u0645\u200ca\u200c\u0645', '\u0645a\u0645'],
    ['\u0645\u200c\u200c\u0647', '\u0645\u0647'],
    ['\u0645\u200d\u200c\u0647', '\u0645\u0647'],
    ['\u0661\u200c\u0662 \u060c\u200c\u060c', '\u0661\u0662 \u060c\u060c'],
    ['\u05d0\u200c\u05d1 \u4e00\u200d\u4e01', '\u05d0\u05d1 \u4e00\u4e01'],
    ['👩\u200c🚀 👩\u200d', '👩🚀 👩'],
    ['\u0645\u200b\u202e\u061c\u0647\ufeff', '\u0645\u0647'],
  ])('has no other joiners: %j', (text, seen) => expect(withoutUnseen(text)).toBe(seen));

  test('stays as it is where it is asked for again', () => {
    const unit = fc.constantFrom('a', '\u0645', '\u064e', '\u0915', '\u094d', '👩', '🏽', '\ufe0f');
    const joiner = fc.constantFrom('\u200b', '\u200c', '\u200d', '\u061c');
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(unit, joiner) }), (text) => {
        const seen = withoutUnseen(text);
        expect(withoutUnseen(seen)).toBe(seen);
      }),
    );
  });
});
