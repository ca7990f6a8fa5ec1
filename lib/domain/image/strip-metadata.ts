import { detectFormat } from './detect-format';
import {
  ADOBE_BODY_BYTES,
  ADOBE_SIGNATURE,
  hasSignature,
  JFIF_SIGNATURE,
  JPEG_MARKER,
  type JpegSegment,
  jpegSegments,
  PROFILE_SIGNATURE,
} from './jpeg-segments';
import { PNG_SIGNATURE_BYTES, pngChunks } from './png-chunks';

export type StripOptions = {
  /** Leaves an embedded colour profile in, for a decoder that is to convert by it. */
  readonly keepColourProfile?: boolean;
};

/** Version 1.2, no unit, 1 by 1, no thumbnail. */
const PLAIN_JFIF = Uint8Array.of(
  0xff,
  0xe0,
  0,
  16,
  0x4a,
  0x46,
  0x49,
  0x46,
  0,
  1,
  2,
  0,
  0,
  1,
  0,
  1,
  0,
  0,
);

function join(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let place = 0;
  for (const piece of pieces) {
    whole.set(piece, place);
    place += piece.length;
  }
  return whole;
}

/** Adobe's header says how four or three channels are coded: without it colours turn. Cut to its known length. */
function plainAdobe(bytes: Uint8Array, segment: JpegSegment): Uint8Array[] {
  const body = bytes.subarray(segment.bodyStart, segment.bodyStart + ADOBE_BODY_BYTES);
  if (segment.bodyEnd - segment.bodyStart < ADOBE_BODY_BYTES) return [];
  return [Uint8Array.of(0xff, JPEG_MARKER.app14, 0, ADOBE_BODY_BYTES + 2), body];
}

function keptOfJpeg(bytes: Uint8Array, segment: JpegSegment, options: StripOptions): Uint8Array[] {
  const { marker, start, end } = segment;
  const has = (signature: string) => hasSignature(bytes, segment, signature);
  if (marker === JPEG_MARKER.app0) return has(JFIF_SIGNATURE) ? [PLAIN_JFIF] : [];
  if (marker === JPEG_MARKER.app14 && has(ADOBE_SIGNATURE)) return plainAdobe(bytes, segment);
  const isKeptProfile =
    options.keepColourProfile && marker === JPEG_MARKER.app2 && has(PROFILE_SIGNATURE);
  const isApplication = marker >= 0xe0 && marker <= 0xef;
  if ((isApplication || marker === JPEG_MARKER.comment) && !isKeptProfile) return [];
  return [bytes.subarray(start, end)];
}

function stripJpeg(bytes: Uint8Array, options: StripOptions): Uint8Array {
  const kept = [...jpegSegments(bytes)].flatMap((segment) => keptOfJpeg(bytes, segment, options));
  return join([bytes.subarray(0, 2), ...kept]);
}

const KEPT_CHUNKS = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'sRGB'];

function stripPng(bytes: Uint8Array, options: StripOptions): Uint8Array {
  const kept = options.keepColourProfile ? [...KEPT_CHUNKS, 'iCCP', 'cICP'] : KEPT_CHUNKS;
  const chunks = [...pngChunks(bytes)].filter(({ type }) => kept.includes(type));
  const pieces = chunks.map(({ start, end }) => bytes.subarray(start, end));
  return join([bytes.subarray(0, PNG_SIGNATURE_BYTES), ...pieces]);
}

/**
 * Takes everything out of a JPEG or PNG that is not needed to show it: EXIF with place and
 * orientation, XMP, IPTC, comments, thumbnails, times, further frames, bytes between and behind.
 * The pixels stay bit for bit. Other formats come back as they are.
 *
 * The orientation goes too: a decoder fed with the result shows the pixels as stored, and whoever
 * wants them upright applies what `sniffImage` said.
 */
export function stripMetadata(bytes: Uint8Array, options: StripOptions = {}): Uint8Array {
  const format = detectFormat(bytes);
  if (format === 'jpeg') return stripJpeg(bytes, options);
  return format === 'png' ? stripPng(bytes, options) : bytes;
}
