import { describe, expect, test } from 'vitest';
import { pixelsOf } from '@/lib/domain/image/box';

const SIZE = { width: 2000, height: 1000 };

describe('the pixels of a box', () => {
  test.each([
    [
      [0, 0, 1000, 1000],
      [0, 0, 2000, 1000],
    ],
    [
      [250, 500, 500, 1000],
      [500, 500, 500, 500],
    ],
    [
      [0, 0, 0.2, 0.2],
      [0, 0, 1, 1],
    ],
    [
      [999.9, 999.9, 1000, 1000],
      [1999, 999, 1, 1],
    ],
    [
      [-50, -50, 2000, 500],
      [0, 0, 2000, 500],
    ],
  ])('%j is %j', ([x1 = 0, y1 = 0, x2 = 0, y2 = 0], [left, top, width, height]) => {
    expect(pixelsOf({ x1, y1, x2, y2 }, SIZE)).toEqual({ left, top, width, height });
  });

  test.each([
    [500, 0, 500, 1000],
    [600, 0, 500, 1000],
    [0, 1000, 1000, 0],
    [1100, 0, 1200, 1000],
    [Number.NaN, 0, 10, 10],
  ])('an empty one has none: %d %d %d %d', (x1, y1, x2, y2) => {
    expect(pixelsOf({ x1, y1, x2, y2 }, SIZE)).toBeNull();
  });
});
