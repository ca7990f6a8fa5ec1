import 'server-only';
import { fitWithin } from '@/lib/domain/image/fit-within';
import { openRawImage, type RawImage, toRawImage } from './image-decoder';

/** Brings decoded pixels within a longest edge in pixels, aspect kept, never enlarged. */
export async function scaleRawImage(raw: RawImage, longestEdge: number): Promise<RawImage> {
  const { width, height } = fitWithin(raw.width, raw.height, longestEdge);
  if (width === raw.width && height === raw.height) return raw;
  return toRawImage(openRawImage(raw).resize({ width, height, fit: 'fill' }));
}
