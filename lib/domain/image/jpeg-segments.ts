import { charactersAt, unsignedAt } from './read-bytes';

/** One marker of a JPEG file with all that belongs to it; a scan's coded pixels belong to its `SOS`. */
export type JpegSegment = {
  readonly marker: number;
  /** Place of the marker's 0xff. */
  readonly start: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  /** First byte that does not belong to it any more. */
  readonly end: number;
};

export const JPEG_MARKER = {
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app14: 0xee,
  comment: 0xfe,
  scan: 0xda,
  end: 0xd9,
} as const;

const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;

/** End of the coded pixels that begin at a place: the next marker that is neither stuffing nor a restart. */
function endOfScan(bytes: Uint8Array, start: number): number {
  let place = bytes.indexOf(0xff, start);
  while (place !== -1) {
    const next = bytes[place + 1];
    if (next === undefined) break;
    if (next === 0xff) place = bytes.indexOf(0xff, place + 1);
    else if (next === 0x00 || isRestart(next)) place = bytes.indexOf(0xff, place + 2);
    else return place;
  }
  return bytes.length;
}

/**
 * The segments of a JPEG file behind its `SOI`, in order, until its `EOI` (the last one yielded) or
 * until the data ends or makes no sense. Bytes that belong to no segment are passed over. Every
 * step goes forward, so the walk takes time by the file's length at most.
 */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment> {
  let place = 2;
  while (true) {
    let code = bytes.indexOf(0xff, place);
    if (code === -1) return;
    while (bytes[code] === 0xff) code += 1;
    const marker = bytes[code];
    if (marker === undefined) return;
    place = code + 1;
    const start = code - 1;
    if (marker === JPEG_MARKER.end) {
      yield { marker, start, bodyStart: place, bodyEnd: place, end: place };
      return;
    }
    const isStandalone = marker <= 0x01 || isRestart(marker) || marker === 0xd8;
    if (isStandalone) continue;
    const length = unsignedAt(bytes, place, 2);
    const bodyEnd = place + length;
    if (length < 2 || bodyEnd > bytes.length) return;
    const end = marker === JPEG_MARKER.scan ? endOfScan(bytes, bodyEnd) : bodyEnd;
    yield { marker, start, bodyStart: place + 2, bodyEnd, end };
    place = end;
  }
}

/** Says whether a segment's body begins with a text. */
export function hasSignature(bytes: Uint8Array, segment: JpegSegment, signature: string): boolean {
  const isLongEnough = segment.bodyEnd - segment.bodyStart >= signature.length;
  return isLongEnough && charactersAt(bytes, segment.bodyStart, signature.length) === signature;
}

export const JFIF_SIGNATURE = 'JFIF\0';
export const ADOBE_SIGNATURE = 'Adobe';
export const EXIF_SIGNATURE = 'Exif\0\0';
export const PROFILE_SIGNATURE = 'ICC_PROFILE\0';
/** Length of a JFIF body without thumbnail, and of Adobe's. */
export const JFIF_BODY_BYTES = 14;
export const ADOBE_BODY_BYTES = 12;
