import { charactersAt, unsignedAt } from '@/lib/domain/image/read-bytes';

const RIFF_HEADER_BYTES = 12;
/** A chunk name that no decoder knows, so that it passes the chunk over. */
const HIDDEN_NAME = [0x78, 0x78, 0x78, 0x78];

/**
 * A copy of a WebP whose EXIF chunks no decoder finds. Browsers differ in whether they turn a WebP
 * by its EXIF; with this none does, and we turn it by our own reading.
 */
export function hideWebpExif(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(bytes);
  let place = RIFF_HEADER_BYTES;
  while (place + 8 <= copy.length) {
    if (charactersAt(copy, place, 4) === 'EXIF') copy.set(HIDDEN_NAME, place);
    const length = unsignedAt(copy, place + 4, 4, 'little');
    place += 8 + length + (length % 2);
  }
  return copy;
}
