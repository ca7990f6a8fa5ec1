import { charactersAt, unsignedAt } from './read-bytes';

/** One chunk of a PNG file. */
export type PngChunk = {
  readonly type: string;
  /** Place of its length; the whole chunk is `start` to `end`. */
  readonly start: number;
  readonly dataStart: number;
  readonly dataEnd: number;
  readonly end: number;
};

export const PNG_SIGNATURE_BYTES = 8;

/** The chunks of a PNG file in order, until `IEND` (the last one yielded) or until one does not fit. */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  let start = PNG_SIGNATURE_BYTES;
  while (start + 12 <= bytes.length) {
    const dataStart = start + 8;
    const dataEnd = dataStart + unsignedAt(bytes, start, 4);
    const end = dataEnd + 4;
    if (end > bytes.length) return;
    const type = charactersAt(bytes, start + 4, 4);
    yield { type, start, dataStart, dataEnd, end };
    if (type === 'IEND') return;
    start = end;
  }
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** CRC-32 of the bytes from `start` up to `end`, as PNG uses it. */
export function crc32(bytes: Uint8Array, start: number, end: number): number {
  let crc = 0xffffffff;
  for (let place = start; place < end; place += 1) {
    crc = (CRC_TABLE[(crc ^ (bytes[place] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** Says whether a chunk's checksum (over type and data) is right. */
export function isChecksumRight(bytes: Uint8Array, chunk: PngChunk): boolean {
  return crc32(bytes, chunk.start + 4, chunk.dataEnd) === unsignedAt(bytes, chunk.dataEnd, 4);
}
