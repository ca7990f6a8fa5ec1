import 'server-only';
import type { EncodedImage } from './encode-image';
import { openRawImage, type RawImage } from './image-decoder';
import { everSmaller, type Fits } from './ladder';

/** Tried in this order at full size. */
const QUALITIES = [82, 74, 66, 58, 50];
/** Then at each smaller size. */
const SMALLER_QUALITIES = [66, 50];

/** The first step of a photo's ladder that fits: coarser JPEG at full size, then fewer pixels. */
export async function squeezePhoto(raw: RawImage, fits: Fits): Promise<EncodedImage | null> {
  for await (const scaled of everSmaller(raw)) {
    for (const quality of scaled === raw ? QUALITIES : SMALLER_QUALITIES) {
      const jpeg = { quality, chromaSubsampling: '4:2:0' };
      const data = await openRawImage(scaled).jpeg(jpeg).toBuffer();
      if (fits(data)) return { mediaType: 'image/jpeg', data };
    }
  }
  return null;
}
