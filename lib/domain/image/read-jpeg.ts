import { isSrgbProfile } from './is-srgb-profile';
import {
  ADOBE_BODY_BYTES,
  ADOBE_SIGNATURE,
  EXIF_SIGNATURE,
  hasSignature,
  JFIF_BODY_BYTES,
  JFIF_SIGNATURE,
  JPEG_MARKER,
  type JpegSegment,
  jpegSegments,
  PROFILE_SIGNATURE,
} from './jpeg-segments';
import { unsignedAt } from './read-bytes';
import { PLAIN_IMAGE, type SniffedImage } from './sniffed-image';
import { orientationOf } from './tiff-directory';

/** Baseline, extended and progressive with Huffman codes; nothing else is read everywhere. */
const READABLE_FRAMES = [0xc0, 0xc1, 0xc2];
const PROGRESSIVE_FRAME = 0xc2;
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isApplication = (marker: number) => marker >= 0xe0 && marker <= 0xef;

/** What a viewer needs: tables, frames, scans, and the two short headers that settle the colours. */
function isNeeded(bytes: Uint8Array, segment: JpegSegment): boolean {
  const { marker, bodyStart, bodyEnd } = segment;
  const length = bodyEnd - bodyStart;
  if (marker === JPEG_MARKER.app0) {
    return hasSignature(bytes, segment, JFIF_SIGNATURE) && length === JFIF_BODY_BYTES;
  }
  if (marker === JPEG_MARKER.app14) {
    return hasSignature(bytes, segment, ADOBE_SIGNATURE) && length === ADOBE_BODY_BYTES;
  }
  return !isApplication(marker) && marker !== JPEG_MARKER.comment;
}

/** Whether the profile held by these segments is sRGB. One split over several never is: sRGB is small. */
function isSrgb(bytes: Uint8Array, profiles: readonly JpegSegment[], components: number): boolean {
  const [profile, ...more] = profiles;
  if (profile === undefined) return components !== 4;
  const data = bytes.subarray(profile.bodyStart + PROFILE_SIGNATURE.length + 2, profile.bodyEnd);
  return more.length === 0 && components === 3 && isSrgbProfile(data);
}

/** Reads a JPEG's segments. */
export function readJpeg(bytes: Uint8Array): SniffedImage {
  const segments = [...jpegSegments(bytes)];
  const isProfile = (segment: JpegSegment) =>
    segment.marker === JPEG_MARKER.app2 && hasSignature(bytes, segment, PROFILE_SIGNATURE);
  const profiles = segments.filter(isProfile);
  const exif = segments.find(
    (segment) =>
      segment.marker === JPEG_MARKER.app1 && hasSignature(bytes, segment, EXIF_SIGNATURE),
  );
  const frame = segments.find(({ marker }) => isFrame(marker));
  const hasStrayBytes = segments.some(
    (segment, index) => segment.start !== (segments[index - 1]?.end ?? 2),
  );
  const end = segments.at(-1);
  const isEnded = end?.marker === JPEG_MARKER.end;
  const hasScan = segments.some(({ marker }) => marker === JPEG_MARKER.scan);
  const components = frame ? unsignedAt(bytes, frame.bodyStart + 5, 1) : 0;
  return {
    ...PLAIN_IMAGE,
    format: 'jpeg',
    height: frame && unsignedAt(bytes, frame.bodyStart + 1, 2),
    width: frame && unsignedAt(bytes, frame.bodyStart + 3, 2),
    orientation: exif
      ? orientationOf(bytes.subarray(exif.bodyStart + EXIF_SIGNATURE.length, exif.bodyEnd))
      : 1,
    hasMetadata:
      hasStrayBytes || segments.some((segment) => !isNeeded(bytes, segment) && !isProfile(segment)),
    hasTrailingBytes: isEnded && end.end < bytes.length,
    hasColourProfile: profiles.length > 0,
    isSrgb: isSrgb(bytes, profiles, components),
    bitDepth: frame ? unsignedAt(bytes, frame.bodyStart, 1) : 8,
    isProgressive: frame?.marker === PROGRESSIVE_FRAME,
    isIntact: isEnded && hasScan && READABLE_FRAMES.includes(frame?.marker ?? 0),
  };
}
