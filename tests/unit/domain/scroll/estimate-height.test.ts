import { expect, test } from 'vitest';
import { estimateHeight } from '@/lib/domain/scroll/estimate-height';

const facts = { role: 'assistant', characters: 2000, hasImages: false } as const;

test('longer messages, pictures and narrower columns are higher', () => {
  const height = estimateHeight(facts, 720);
  expect(estimateHeight({ ...facts, characters: 4000 }, 720)).toBeGreaterThan(height);
  expect(estimateHeight({ ...facts, hasImages: true }, 720)).toBeGreaterThan(height);
  expect(estimateHeight(facts, 360)).toBeGreaterThan(height);
});

test('a column without a width yet gives a height all the same', () => {
  expect(Number.isFinite(estimateHeight(facts, 0))).toBe(true);
});
