import 'server-only';
import type { JpegOptions } from 'sharp';
import { openRawImage, type RawImage } from './image-decoder';
import type { Fits } from './ladder';

/**
 * The finest JPEG that fits; `null` where not even the coarsest does. A finer one is a longer one, so half of
 * what is left is ruled out at a time.
 *
 * @param qualities - Coarsest first.
 */
export async function finestJpeg(
  raw: RawImage,
  qualities: readonly number[],
  { fits, ...options }: JpegOptions & { readonly fits: Fits },
): Promise<Buffer | null> {
  const encode = (place: number) =>
    openRawImage(raw)
      .jpeg({ ...options, quality: qualities[place] ?? 1 })
      .toBuffer();
  let finest = await encode(0);
  if (!fits(finest)) return null;
  let low = 1;
  let high = qualities.length - 1;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const data = await encode(middle);
    if (fits(data)) {
      finest = data;
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return finest;
}
