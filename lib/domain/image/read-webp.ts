import { charactersAt, unsignedAt } from './read-bytes';
import { PLAIN_IMAGE, type SniffedImage } from './sniffed-image';
import { orientationOf } from './tiff-directory';

type WebpChunk = { readonly type: string; readonly start: number; readonly end: number };

const RIFF_HEADER_BYTES = 12;
const HAS_ALPHA = 0x10;
const LOSSY_START_CODE = 0x9d012a;
const LOSSLESS_SIGNATURE = 0x2f;

/** The chunks that lie whole within the container, in order. */
function* webpChunks(bytes: Uint8Array, containerEnd: number): Generator<WebpChunk> {
  let place = RIFF_HEADER_BYTES;
  while (place + 8 <= containerEnd) {
    const start = place + 8;
    const length = unsignedAt(bytes, place + 4, 4, 'little');
    if (start + length > containerEnd) return;
    yield { type: charactersAt(bytes, place, 4), start, end: start + length };
    place = start + length + (length % 2);
  }
}

type Frame = { width: number; height: number; hasAlpha: boolean };

/** Size as the coded frame itself states it; `null` where that is no frame. */
function readFrame(bytes: Uint8Array, chunk: WebpChunk): Frame | null {
  if (chunk.type === 'VP8L') {
    if (unsignedAt(bytes, chunk.start, 1) !== LOSSLESS_SIGNATURE) return null;
    const bits = unsignedAt(bytes, chunk.start + 1, 4, 'little');
    return {
      width: (bits & 0x3fff) + 1,
      height: ((bits >>> 14) & 0x3fff) + 1,
      hasAlpha: ((bits >>> 28) & 1) === 1,
    };
  }
  if (unsignedAt(bytes, chunk.start + 3, 3) !== LOSSY_START_CODE) return null;
  return {
    width: unsignedAt(bytes, chunk.start + 6, 2, 'little') & 0x3fff,
    height: unsignedAt(bytes, chunk.start + 8, 2, 'little') & 0x3fff,
    hasAlpha: false,
  };
}

const isFrameChunk = ({ type }: WebpChunk) => type === 'VP8 ' || type === 'VP8L';

/** The larger of canvas and frame, so that neither can hide a size. */
function readSize(bytes: Uint8Array, canvas: WebpChunk | undefined, frame: Frame | null) {
  const canvasWidth = canvas ? unsignedAt(bytes, canvas.start + 4, 3, 'little') + 1 : 0;
  const canvasHeight = canvas ? unsignedAt(bytes, canvas.start + 7, 3, 'little') + 1 : 0;
  if (!canvas && !frame) return { width: undefined, height: undefined };
  return {
    width: Math.max(canvasWidth, frame?.width ?? 0),
    height: Math.max(canvasHeight, frame?.height ?? 0),
  };
}

/** Reads a WebP's container: lossy, lossless, extended. */
export function readWebp(bytes: Uint8Array): SniffedImage {
  const declaredEnd = 8 + unsignedAt(bytes, 4, 4, 'little');
  const chunks = [...webpChunks(bytes, Math.min(declaredEnd, bytes.length))];
  const ofType = (type: string) => chunks.find((chunk) => chunk.type === type);
  const canvas = ofType('VP8X');
  const frameChunk = chunks.find(isFrameChunk);
  const frame = frameChunk ? readFrame(bytes, frameChunk) : null;
  const exif = ofType('EXIF');
  // Some writers put JPEG's six-byte mark in front.
  const hasMark = exif && charactersAt(bytes, exif.start, 4) === 'Exif';
  const isAnimated = ofType('ANIM') !== undefined || ofType('ANMF') !== undefined;
  const flags = canvas ? unsignedAt(bytes, canvas.start, 1) : 0;
  return {
    ...PLAIN_IMAGE,
    format: 'webp',
    ...readSize(bytes, canvas, frame),
    orientation: exif ? orientationOf(bytes.subarray(exif.start + (hasMark ? 6 : 0), exif.end)) : 1,
    hasAlpha: (flags & HAS_ALPHA) !== 0 || ofType('ALPH') !== undefined || frame?.hasAlpha === true,
    isAnimated,
    hasMetadata: exif !== undefined || ofType('XMP ') !== undefined,
    hasTrailingBytes: declaredEnd < bytes.length,
    hasColourProfile: ofType('ICCP') !== undefined,
    isSrgb: ofType('ICCP') === undefined,
    isLossless: frameChunk?.type === 'VP8L',
    isIntact: declaredEnd <= bytes.length && (frame !== null || isAnimated),
  };
}
