import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexTokens } from '@/lib/domain/search/index-tokens';

test.each([
  ['words once', 'Yes, yes: no', ['yes', 'no']],
  ['dense characters in pairs, the last one alone', '東京都', ['東京', '京都', '都']],
  ['a single one as itself', '東 (都)', ['東', '都']],
  ['Korean as pairs', '한국어 말', ['한국', '국어', '어', '말']],
  ['pairs end where another script begins', 'GPU搭載2台', ['gpu', '搭載', '載', '2', '台']],
  ['nothing', '...', []],
])('%s', (_name, text, tokens) => {
  expect(indexTokens(text)).toEqual(tokens);
});

test('a text is not more than an engine can keep', () => {
  const words = Array.from({ length: 120_000 }, (_, index) => `word${index}`).join(' ');
  const tokens = indexTokens(words);
  expect(tokens[0]).toBe('word0');
  expect(tokens.join('').length).toBeLessThanOrEqual(300_000);
  expect(tokens.join('').length).toBeGreaterThan(299_000);
});

test('tokens are whole: no spaces, no zeros, no halves of characters, no two alike', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const tokens = indexTokens(text);
      expect(new Set(tokens).size).toBe(tokens.length);
      for (const token of tokens) {
        expect(token.isWellFormed()).toBe(true);
        expect(token).toMatch(/^[^\s\p{Cc}"'*\\]+$/u);
      }
    }),
  );
});
