/** Most significant byte first (`big`: JPEG, PNG, ICC) or last (`little`: WebP, GIF, BMP). */
export type ByteOrder = 'big' | 'little';

/**
 * An unsigned number at a place. Bytes beyond the end count as 0, so that a cut header reads as
 * one without size instead of failing.
 */
export function unsignedAt(
  bytes: Uint8Array,
  offset: number,
  length: 1 | 2 | 3 | 4,
  order: ByteOrder = 'big',
): number {
  let value = 0;
  for (let index = 0; index < length; index += 1) {
    const place = order === 'big' ? index : length - 1 - index;
    value = value * 256 + (bytes[offset + place] ?? 0);
  }
  return value;
}

/** Bytes as Latin-1 characters; shorter at the end of the data. */
export function charactersAt(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}
