import 'server-only';
import { fitWithin, MAX_IMAGE_EDGE_PIXELS, type PixelSize } from '@/lib/domain/image/fit-within';
import { type EncodedImage, encodeImage } from './encode-image';
import { openImage, toRawImage, withImageSlot } from './image-decoder';

/** A part of a picture in its own pixels. */
export type Cut = PixelSize & { readonly left: number; readonly top: number };

/** A small part is shown larger, so that a model gives it more of its tokens; more would only blur it. */
const MAX_ENLARGEMENT = 4;
const ENLARGED_EDGE_PIXELS = 1008;

function sizeOf({ width, height }: PixelSize): PixelSize {
  const edge = Math.max(width, height);
  if (edge >= ENLARGED_EDGE_PIXELS) return fitWithin(width, height, MAX_IMAGE_EDGE_PIXELS);
  const factor = Math.min(MAX_ENLARGEMENT, ENLARGED_EDGE_PIXELS / edge);
  return { width: Math.round(width * factor), height: Math.round(height * factor) };
}

/**
 * Cuts a part out of a stored picture: at most 1540 px, and up to four times as large where it is small.
 *
 * @throws Error of the decoder.
 */
export function cutImage({ mediaType, data }: EncodedImage, cut: Cut): Promise<EncodedImage> {
  return withImageSlot(async () => {
    const part = openImage(data)
      .extract(cut)
      .resize({ ...sizeOf(cut), fit: 'fill' });
    return encodeImage(await toRawImage(part), mediaType === 'image/png');
  });
}
