import { expect, test } from 'vitest';
import { shortTokens } from '@/lib/domain/connection/short-tokens';

test.each([
  [512, '512'],
  [4096, '4K'],
  [32_768, '32K'],
  [131_072, '128K'],
  [262_144, '256K'],
  [200_000, '200K'],
  [128_000, '128K'],
  [256_000, '256K'],
  [1_048_576, '1M'],
  [1_000_000, '1M'],
  [40_960, '40K'],
])('%i tokens are %s', (tokens, words) => {
  expect(shortTokens(tokens)).toBe(words);
});
