import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ImageNeed, nextImageBudget, shareImageBudget } from '@/lib/domain/image/image-budget';

const photo = (characters: number): ImageNeed => ({ characters, isTextLike: false });
const text = (characters: number): ImageNeed => ({ characters, isTextLike: true });

describe('shareImageBudget', () => {
  test('what fits together stays as it is', () => {
    expect(shareImageBudget([photo(60_000), text(120_000)], 180_000)).toEqual([null, null]);
    expect(shareImageBudget([], 180_000)).toEqual([]);
  });

  test('small pictures stay, large ones share what is left', () => {
    const needs = [photo(20_000), photo(200_000), photo(300_000)];
    expect(shareImageBudget(needs, 180_000)).toEqual([null, 68_000, 68_000]);
  });

  test('print gets twice what a photo gets', () => {
    expect(shareImageBudget([photo(500_000), text(500_000)], 180_000)).toEqual([56_000, 120_000]);
  });

  test('one more small picture leaves the others as they were', () => {
    const needs = [photo(500_000), photo(500_000)];
    const before = shareImageBudget(needs, 180_000);
    expect(shareImageBudget([...needs, photo(8000)], 180_000)).toEqual([...before, null]);
  });

  test('the sum always fits, in any order, and nobody gets more than is needed', () => {
    const need = fc.record({
      characters: fc.integer({ min: 1, max: 3_000_000 }),
      isTextLike: fc.boolean(),
    });
    const needsOf = fc.array(need, { maxLength: 12 });
    fc.assert(
      fc.property(needsOf, fc.integer({ min: 1000, max: 5_000_000 }), (needs, total) => {
        const limits = shareImageBudget(needs, total);
        const taken = needs.map(({ characters }, index) => limits[index] ?? characters);
        expect(taken.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(total);
        for (const [index, { characters }] of needs.entries()) {
          expect(limits[index] ?? 0).toBeLessThanOrEqual(characters);
        }
        expect(shareImageBudget(needs.toReversed(), total)).toEqual(limits.toReversed());
      }),
    );
  });
});

describe('nextImageBudget', () => {
  test.each([
    [30_000_000, 9_000_000],
    [9_000_000, 4_500_000],
    [1_750_000, 900_000],
    [900_000, 450_000],
    [450_000, 180_000],
    [212_000, 180_000],
    [180_000, 90_000],
  ])('after %i comes %i', (sent, next) => {
    expect(nextImageBudget(sent)).toBe(next);
  });

  test('small pictures are not the reason', () => {
    expect(nextImageBudget(50_000)).toBeNull();
  });
});
