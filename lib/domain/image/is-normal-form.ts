import { MAX_IMAGE_EDGE_PIXELS } from './fit-within';
import type { SniffedImage } from './sniffed-image';

/**
 * Says whether a picture's pixels can stay as they are: JPEG or PNG with at most 8 bits a channel,
 * still, upright, opaque, sRGB, within the largest edge. What it carries along may still have to go.
 *
 * @param maxEdge - In pixels; that of a stored picture where nothing is said.
 */
export function hasNormalPixels(
  image: SniffedImage,
  maxEdge: number = MAX_IMAGE_EDGE_PIXELS,
): boolean {
  const { format, width = 0, height = 0 } = image;
  return (
    (format === 'jpeg' || format === 'png') &&
    Math.max(width, height) <= maxEdge &&
    image.orientation === 1 &&
    image.bitDepth <= 8 &&
    image.isSrgb &&
    !image.hasAlpha
  );
}

/** Says whether a picture is just as it is stored and sent: normal pixels, and nothing beside them. */
export function isNormalForm(image: SniffedImage): boolean {
  return (
    hasNormalPixels(image) &&
    !image.isAnimated &&
    !image.hasMetadata &&
    !image.hasTrailingBytes &&
    !image.hasColourProfile
  );
}
