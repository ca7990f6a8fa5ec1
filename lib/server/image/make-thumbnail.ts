import 'server-only';
import { fitWithin, type PixelSize } from '@/lib/domain/image/fit-within';
import type { EncodedImage } from './encode-image';
import { openImage, openRawImage, toRawImage, withImageSlot } from './image-decoder';

/** Longest edge of a thumbnail in pixels. */
export const THUMBNAIL_EDGE_PIXELS = 320;
const THUMBNAIL_QUALITY = 80;

/** Makes a small copy of a stored picture, at most 320 px on the longest edge. */
export async function makeThumbnail(image: EncodedImage & PixelSize): Promise<EncodedImage> {
  const size = fitWithin(image.width, image.height, THUMBNAIL_EDGE_PIXELS);
  const data = await withImageSlot(async () => {
    const raw = await toRawImage(openImage(image.data).resize({ ...size, fit: 'fill' }));
    return openRawImage(raw)
      .jpeg({ quality: THUMBNAIL_QUALITY, chromaSubsampling: '4:4:4' })
      .toBuffer();
  });
  return { mediaType: 'image/jpeg', data };
}
