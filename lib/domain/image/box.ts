import type { PixelSize } from './fit-within';

/** Corners of a part of a picture, in thousandths of its width and height, from its top left. */
export type Box = {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
};

/** What a model's boxes are counted in. */
export const BOX_UNITS = 1000;

/**
 * The pixels that a box covers, those at its edges included.
 *
 * @returns `null` where it covers none.
 */
export function pixelsOf(
  { x1, y1, x2, y2 }: Box,
  { width, height }: PixelSize,
): (PixelSize & { left: number; top: number }) | null {
  if (!(x2 > x1 && y2 > y1)) return null;
  const within = (value: number) => Math.min(BOX_UNITS, Math.max(0, value)) / BOX_UNITS;
  const left = Math.floor(within(x1) * width);
  const top = Math.floor(within(y1) * height);
  const size = {
    width: Math.ceil(within(x2) * width) - left,
    height: Math.ceil(within(y2) * height) - top,
  };
  return size.width > 0 && size.height > 0 ? { left, top, ...size } : null;
}
