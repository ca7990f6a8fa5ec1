import { describe, expect, it } from 'vitest';
import { uprightTransform } from '@/lib/client/image/upright-transform';
import type { Orientation } from '@/lib/domain/image/sniffed-image';

/** Where the first stored row and column lie in the upright picture, by EXIF 2.3. */
const MEANINGS: readonly (readonly [Orientation, row: string, column: string])[] = [
  [1, 'top', 'left'],
  [2, 'top', 'right'],
  [3, 'bottom', 'right'],
  [4, 'bottom', 'left'],
  [5, 'left', 'top'],
  [6, 'right', 'top'],
  [7, 'right', 'bottom'],
  [8, 'left', 'bottom'],
];

const WIDTH = 30;
const HEIGHT = 20;

function sideOf([x, y]: readonly [number, number]): Set<string> {
  const sides = [
    x < 1 && 'left',
    x > WIDTH - 1 && 'right',
    y < 1 && 'top',
    y > HEIGHT - 1 && 'bottom',
  ];
  return new Set(sides.filter((side) => side !== false));
}

describe('uprightTransform', () => {
  it.each(MEANINGS)('orientation %i: first row %s, first column %s', (orientation, row, column) => {
    const [a, b, c, d, e, f] = uprightTransform(orientation, WIDTH, HEIGHT);
    const place = (x: number, y: number) => sideOf([a * x + c * y + e, b * x + d * y + f]);
    const isSwapped = orientation >= 5;
    const storedWidth = isSwapped ? HEIGHT : WIDTH;
    const storedHeight = isSwapped ? WIDTH : HEIGHT;
    expect(place(storedWidth / 2, 0.5)).toEqual(new Set([row]));
    expect(place(0.5, storedHeight / 2)).toEqual(new Set([column]));
  });
});
