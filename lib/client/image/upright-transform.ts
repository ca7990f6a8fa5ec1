import type { Orientation } from '@/lib/domain/image/sniffed-image';

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/**
 * The canvas transform that turns stored pixels upright (EXIF 2.3, tag 0x0112).
 *
 * @param width - Pixels of the upright result.
 * @param height - Pixels of the upright result.
 */
export function uprightTransform(orientation: Orientation, width: number, height: number): Matrix {
  switch (orientation) {
    case 1:
      return [1, 0, 0, 1, 0, 0];
    case 2:
      return [-1, 0, 0, 1, width, 0];
    case 3:
      return [-1, 0, 0, -1, width, height];
    case 4:
      return [1, 0, 0, -1, 0, height];
    case 5:
      return [0, 1, 1, 0, 0, 0];
    case 6:
      return [0, 1, -1, 0, width, 0];
    case 7:
      return [0, -1, -1, 0, width, height];
    case 8:
      return [0, -1, 1, 0, 0, height];
  }
}
