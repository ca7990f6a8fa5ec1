import { describe, expect, test } from 'vitest';
import { imageTokens } from '@/lib/domain/image/image-tokens';
import { estimatePromptTokens, estimateTextTokens } from '@/lib/domain/prompt/estimate-tokens';
import { attachmentOf } from '../../../support/messages';

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

test('a prompt is its texts, its pictures by their formula, and four a message', () => {
  const picture = attachmentOf(1, { width: 1540, height: 1540 });
  const tokens = estimatePromptTokens([
    { role: 'system', text: 'four' },
    {
      role: 'user',
      parts: [
        { type: 'text', text: 'four' },
        { type: 'image', attachment: picture, detail: 'full' },
      ],
    },
    { role: 'assistant', text: 'four' },
  ]);
  expect(tokens).toBe(3 * (4 + 1) + imageTokens(1540, 1540));
});
