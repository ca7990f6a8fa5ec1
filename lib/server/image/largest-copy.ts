import 'server-only';
import { fitWithin, MAX_IMAGE_EDGE_PIXELS, type PixelSize } from '@/lib/domain/image/fit-within';
import { hasNormalPixels } from '@/lib/domain/image/is-normal-form';
import { MAX_IMAGE_BYTES } from '@/lib/domain/image/judge-image';
import { sniffImage } from '@/lib/domain/image/sniff-image';
import { type SniffedImage, uprightSize } from '@/lib/domain/image/sniffed-image';
import { stripMetadata } from '@/lib/domain/image/strip-metadata';
import type { EncodedImage } from './encode-image';
import { openImage, withImageSlot } from './image-decoder';
import { turnUpright } from './verify-image';

/** Longest edge of what is kept, in pixels. */
const MAX_LARGEST_EDGE_PIXELS = 8000;
const JPEG = { quality: 90, chromaSubsampling: '4:4:4' };

/**
 * Pixels of a stored copy, by its header.
 *
 * @throws Error when it has none, which nothing here stores.
 */
export function sizeOf({ data }: EncodedImage): PixelSize {
  const { width, height } = sniffImage(data);
  if (width === undefined || height === undefined) throw new Error('a stored copy without a size');
  return { width, height };
}

/** Upright, opaque, sRGB, nothing but pixels. Straight into a JPEG: its decoded pixels would fill the memory. */
async function convert(data: Uint8Array, image: SniffedImage): Promise<EncodedImage> {
  const source = openImage(stripMetadata(data, { keepColourProfile: true }));
  const { width, height } = await source.metadata();
  const scaled = source.resize({
    ...fitWithin(width, height, MAX_LARGEST_EDGE_PIXELS),
    fit: 'fill',
  });
  const jpeg = await turnUpright(scaled, image.orientation)
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg(JPEG)
    .toBuffer();
  return { mediaType: 'image/jpeg', data: stripMetadata(jpeg) };
}

/**
 * What is kept of a picture beside its normal form where the person wants that: as many of its pixels as came,
 * up to 8000 on the longest edge, and nothing but pixels.
 *
 * @param data - A picture that `verifyImage` has taken.
 * @returns `null` where its normal form has all of them, or they take more than 20 MB.
 */
export async function makeLargestCopy(data: Uint8Array): Promise<EncodedImage | null> {
  const image = sniffImage(data);
  const size = uprightSize(image);
  if (!size || Math.max(size.width, size.height) <= MAX_IMAGE_EDGE_PIXELS) return null;
  const copy = hasNormalPixels(image, MAX_LARGEST_EDGE_PIXELS)
    ? ({
        mediaType: image.format === 'png' ? 'image/png' : 'image/jpeg',
        data: stripMetadata(data),
      } as const)
    : await withImageSlot(() => convert(data, image));
  return copy.data.length <= MAX_IMAGE_BYTES ? copy : null;
}
