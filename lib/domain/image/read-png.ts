import { isChecksumRight, type PngChunk, pngChunks } from './png-chunks';
import { unsignedAt } from './read-bytes';
import { PLAIN_IMAGE, type SniffedImage } from './sniffed-image';
import { orientationOf } from './tiff-directory';

const HEADER_BYTES = 13;
const INDEXED = 3;
/** Bit depths each colour type may have: grey, RGB, indexed, grey with alpha, RGB with alpha. */
const BIT_DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  [INDEXED]: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
/** Chunks that stay in a picture without metadata. */
const NEEDED = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'sRGB'];
const PROFILES = ['iCCP', 'cICP'];
/** Critical chunks begin with a capital; a decoder has to read them all. */
const isCritical = (chunk: PngChunk) => /^[A-Z]/.test(chunk.type);

function isIntact(bytes: Uint8Array, chunks: readonly PngChunk[]): boolean {
  const types = new Set(chunks.map(({ type }) => type));
  const header = chunks[0];
  if (header?.type !== 'IHDR' || header.dataEnd - header.dataStart !== HEADER_BYTES) return false;
  const colourType = unsignedAt(bytes, header.dataStart + 9, 1);
  const isKnownKind = BIT_DEPTHS[colourType]?.includes(unsignedAt(bytes, header.dataStart + 8, 1));
  if (!isKnownKind || (colourType === INDEXED && !types.has('PLTE'))) return false;
  if (!types.has('IDAT') || chunks.at(-1)?.type !== 'IEND') return false;
  return chunks.filter(isCritical).every((chunk) => isChecksumRight(bytes, chunk));
}

/**
 * Reads a PNG's chunks. `gAMA` and `cHRM` alone do not count as a profile: the decoders behind the
 * upstreams pass them over, and so does everything here. A compressed profile counts as not sRGB,
 * because nothing is inflated before the size is known to be sane.
 */
export function readPng(bytes: Uint8Array): SniffedImage {
  const chunks = [...pngChunks(bytes)];
  const types = new Set(chunks.map(({ type }) => type));
  const header = chunks[0]?.type === 'IHDR' ? chunks[0] : undefined;
  const start = header?.dataStart ?? 0;
  const exif = chunks.find(({ type }) => type === 'eXIf');
  const end = chunks.at(-1);
  const hasColourProfile = PROFILES.some((type) => types.has(type));
  return {
    ...PLAIN_IMAGE,
    format: 'png',
    width: header && unsignedAt(bytes, start, 4),
    height: header && unsignedAt(bytes, start + 4, 4),
    orientation: exif ? orientationOf(bytes.subarray(exif.dataStart, exif.dataEnd)) : 1,
    hasAlpha: types.has('tRNS') || (header !== undefined && unsignedAt(bytes, start + 9, 1) >= 4),
    isAnimated: types.has('acTL'),
    hasMetadata: chunks.some(({ type }) => !NEEDED.includes(type) && !PROFILES.includes(type)),
    hasTrailingBytes: end?.type === 'IEND' && end.end < bytes.length,
    hasColourProfile,
    isSrgb: !hasColourProfile,
    bitDepth: header ? unsignedAt(bytes, start + 8, 1) : 8,
    isProgressive: header !== undefined && unsignedAt(bytes, start + 12, 1) === 1,
    isLossless: true,
    isIntact: isIntact(bytes, chunks),
  };
}
