import type { ErrorCode } from '../errors/error-codes';
import type { ImageFormat, SniffedImage } from './sniffed-image';

/** Most pixels a picture may have, counted from its header before anything is decoded. */
export const MAX_IMAGE_PIXELS = 40_000_000;
/** Most times the longer side may be the shorter one: beyond it a side would round to nothing. */
const MAX_IMAGE_ASPECT = 200;
/** Largest file that may be chosen or sent, in bytes. */
export const MAX_IMAGE_BYTES = 20 * 1024 * 1024;

/** Formats the server decodes. */
export const SERVER_FORMATS: readonly ImageFormat[] = ['jpeg', 'png', 'webp', 'gif'];
/** Formats a browser may turn into one of the server's, where it or a decoder can. */
export const CONVERTIBLE_FORMATS: readonly ImageFormat[] = ['heic', 'avif', 'bmp', 'tiff'];

/** Why a picture is refused. */
export type ImageRefusal = Extract<
  ErrorCode,
  'image-damaged' | 'image-type' | 'image-pixels' | 'image-aspect' | 'image-size'
>;

/**
 * Says why a file cannot be taken, by its header alone; `null` where nothing speaks against
 * decoding it. Browser and server ask the same question with the same limits.
 *
 * @param byteLength - Size of the whole file in bytes.
 * @param formats - What may be taken here; the server's unless said otherwise.
 */
export function judgeImage(
  image: SniffedImage,
  byteLength: number,
  formats: readonly ImageFormat[] = SERVER_FORMATS,
): ImageRefusal | null {
  if (byteLength === 0) return 'image-damaged';
  if (byteLength > MAX_IMAGE_BYTES) return 'image-size';
  if (!formats.includes(image.format)) return 'image-type';
  const { width, height } = image;
  if (width === undefined || height === undefined) {
    return CONVERTIBLE_FORMATS.includes(image.format) ? null : 'image-damaged';
  }
  if (width === 0 || height === 0) return 'image-damaged';
  if (width * height > MAX_IMAGE_PIXELS) return 'image-pixels';
  if (Math.max(width, height) > MAX_IMAGE_ASPECT * Math.min(width, height)) return 'image-aspect';
  return image.isIntact ? null : 'image-damaged';
}
