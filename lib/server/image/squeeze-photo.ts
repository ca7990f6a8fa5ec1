import 'server-only';
import type { EncodedImage } from './encode-image';
import { finestJpeg } from './finest-jpeg';
import type { RawImage } from './image-decoder';
import { everSmaller, type Fits } from './ladder';

/** Coarsest first. Below the first, a photo shows more in fewer pixels. */
const QUALITIES = [50, 58, 66, 74, 82];

/** The finest step of a photo's ladder that fits: coarser JPEG first, then fewer pixels. */
export async function squeezePhoto(raw: RawImage, fits: Fits): Promise<EncodedImage | null> {
  for await (const scaled of everSmaller(raw)) {
    const data = await finestJpeg(scaled, QUALITIES, { chromaSubsampling: '4:2:0', fits });
    if (data) return { mediaType: 'image/jpeg', data };
  }
  return null;
}
