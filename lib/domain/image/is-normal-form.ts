import { MAX_IMAGE_EDGE_PIXELS } from './fit-within';
import type { SniffedImage } from './sniffed-image';

/**
 * Says whether a picture's pixels can stay as they are: JPEG or PNG with at most 8 bits a channel,
 * still, upright, opaque, sRGB, within the largest edge. What it carries along may still have to go.
 */
export function hasNormalPixels(image: SniffedImage): boolean {
  const { format, width = 0, height = 0 } = image;
  return (
    (format === 'jpeg' || format === 'png') &&
    Math.max(width, height) <= MAX_IMAGE_EDGE_PIXELS &&
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
