import { expect, test } from 'vitest';
import { placesOf } from '@/lib/server/rate/places-of';

test('each waits for a token of its own, those behind for the second use of one', () => {
  expect(placesOf(3, [1_000, 4_000.4], true)).toEqual([
    { place: 1, expectedMs: 1_000 },
    { place: 2, expectedMs: 4_000 },
    { place: 3, expectedMs: 61_000 },
  ]);
});

test('without a limit all go when the block is over', () => {
  expect(placesOf(2, [5_000], false)).toEqual([
    { place: 1, expectedMs: 5_000 },
    { place: 2, expectedMs: 5_000 },
  ]);
});
