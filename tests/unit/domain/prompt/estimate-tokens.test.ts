import { describe, expect, test } from 'vitest';
import { estimateTextTokens } from '@/lib/domain/prompt/estimate-tokens';

describe('texts', () => {
  test.each([
    ['', 0],
    ['four', 1],
    ['The quick brown fox jumps', 7],
    ['2026', 4],
    ['a,b', 2],
    ['été', 2],
    ['привет', 3],
    ['日本語', 3],
    ['ひらがな', 3],
    ['한국어', 2],
    ['नमस्ते', 3],
    ['🙂', 4],
    ['→', 1],
  ])('%j: %d', (text, tokens) => {
    expect(estimateTextTokens(text)).toBe(tokens);
  });

  test('a long one takes no more than a pass over it', () => {
    expect(estimateTextTokens('word '.repeat(40_000))).toBe(50_000);
  });
});
