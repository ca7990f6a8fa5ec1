import { type ByteOrder, charactersAt, unsignedAt } from './read-bytes';
import type { Orientation } from './sniffed-image';

const ENTRY_BYTES = 12;
const TYPE_SHORT = 3;
const TYPE_LONG = 4;
const ORIENTATION_TAG = 0x0112;

/**
 * One number from the first directory of TIFF data (EXIF is that too).
 *
 * Only the first directory is read, and only entries that lie within the data: directories that
 * point to themselves or past the end cannot lead anywhere.
 *
 * @returns `null` where the data, the directory or the entry is not readable.
 */
export function numberInFirstDirectory(tiff: Uint8Array, tag: number): number | null {
  const mark = charactersAt(tiff, 0, 4);
  const order: ByteOrder | null = mark === 'II*\0' ? 'little' : mark === 'MM\0*' ? 'big' : null;
  if (order === null) return null;
  const start = unsignedAt(tiff, 4, 4, order);
  const count = unsignedAt(tiff, start, 2, order);
  for (let index = 0; index < count; index += 1) {
    const entry = start + 2 + index * ENTRY_BYTES;
    if (entry + ENTRY_BYTES > tiff.length) return null;
    if (unsignedAt(tiff, entry, 2, order) !== tag) continue;
    const type = unsignedAt(tiff, entry + 2, 2, order);
    if (unsignedAt(tiff, entry + 4, 4, order) !== 1) return null;
    if (type === TYPE_SHORT) return unsignedAt(tiff, entry + 8, 2, order);
    return type === TYPE_LONG ? unsignedAt(tiff, entry + 8, 4, order) : null;
  }
  return null;
}

const isOrientation = (value: number | null): value is Orientation =>
  value !== null && value >= 1 && value <= 8;

/**
 * The orientation EXIF data asks for. Decided once for browser and server: a tag that can be read
 * within bounds and says 1 to 8 counts, however broken the rest is; anything else is upright.
 */
export function orientationOf(exif: Uint8Array): Orientation {
  const value = numberInFirstDirectory(exif, ORIENTATION_TAG);
  return isOrientation(value) ? value : 1;
}
