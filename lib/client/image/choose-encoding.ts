import type { StoredMediaType } from '@/lib/domain/attachment';

/** PNG keeps letters and lines sharp; this many times the bytes of a JPEG are worth that. */
const WORTH_OF_SHARPNESS = 2;
/** A PNG of so many bytes costs nobody anything. */
const SMALL_BYTES = 256 * 1024;

/**
 * Chooses between the two encodings of a picture that was stored without loss.
 *
 * Flat art, text and everything small stay without loss; large photographs become JPEG. Beyond
 * the small, PNG never makes a file grow where JPEG would not.
 */
export function chooseEncoding(bytes: {
  readonly original: number;
  readonly jpeg: number;
  readonly png: number;
}): StoredMediaType {
  if (bytes.png <= Math.max(bytes.jpeg, SMALL_BYTES)) return 'image/png';
  const grows = bytes.png > bytes.original && bytes.jpeg <= bytes.original;
  const isWorthIt = bytes.png <= bytes.jpeg * WORTH_OF_SHARPNESS;
  return isWorthIt && !grows ? 'image/png' : 'image/jpeg';
}
