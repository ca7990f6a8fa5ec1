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

/** Says whether a chunk's checksum (CRC-32 over type and data) is right. */
export function isChecksumRight(bytes: Uint8Array, chunk: PngChunk): boolean {
  let crc = 0xffffffff;
  for (let place = chunk.start + 4; place < chunk.dataEnd; place += 1) {
    crc = (CRC_TABLE[(crc ^ (bytes[place] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0 === unsignedAt(bytes, chunk.dataEnd, 4);
}
