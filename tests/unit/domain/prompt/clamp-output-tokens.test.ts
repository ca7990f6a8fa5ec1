import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clampOutputTokens } from '@/lib/domain/prompt/clamp-output-tokens';

test.each([
  { wanted: 4096, window: 32_768, prompt: 1000, expected: 4096 },
  { wanted: 4096, window: 8192, prompt: 5000, expected: 2628 },
  { wanted: 4096, window: 4096, prompt: 4000, expected: 256 },
  { wanted: 100, window: 4096, prompt: 4090, expected: 100 },
  { wanted: 0, window: 4096, prompt: 0, expected: 1 },
])(
  '$wanted of $window beside $prompt tokens: $expected',
  ({ wanted, window, prompt, expected }) => {
    expect(clampOutputTokens(wanted, window, prompt, 1.1)).toBe(expected);
  },
);

test('a whole number from 1 to what was wanted, and within the window wherever 256 are left', () => {
  const tokens = fc.nat({ max: 300_000 });
  fc.assert(
    fc.property(tokens, tokens, tokens, (wanted, window, prompt) => {
      const clamped = clampOutputTokens(wanted, window, prompt, 1.1);
      expect(Number.isSafeInteger(clamped)).toBe(true);
      expect(clamped).toBeGreaterThanOrEqual(1);
      expect(clamped).toBeLessThanOrEqual(Math.max(1, wanted));
      if (window - prompt * 1.1 - 64 >= 256) expect(clamped + prompt).toBeLessThanOrEqual(window);
    }),
  );
});
