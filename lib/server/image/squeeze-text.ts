import 'server-only';
import { flatPart, pictureError } from '@/lib/domain/image/picture-error';
import type { EncodedImage } from './encode-image';
import { openImage, openRawImage, type RawImage, toRawImage } from './image-decoder';
import { everSmaller, type Fits } from './ladder';

/** Coarsest first. Even there print is read better than scaled down at a finer one (`docs/decisions/018`). */
const QUALITIES = [7, 10, 13, 16, 20, 25, 30, 36, 42, 50, 58, 66, 74, 82, 90];
/** Part of the pixels that must be flat for a palette to be worth trying; grain packs badly. */
const MIN_FLAT_PART = 0.5;

type Coding = EncodedImage & { readonly data: Buffer };

/** The finest JPEG that fits: a bigger one is a finer one, so half of what is left is ruled out at a time. */
async function finestJpeg(
  raw: RawImage,
  chromaSubsampling: '4:4:4' | '4:2:0',
  fits: Fits,
): Promise<Coding | null> {
  let finest: Coding | null = null;
  let low = 0;
  let high = QUALITIES.length - 1;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const jpeg = { quality: QUALITIES[middle] ?? 0, chromaSubsampling };
    const data = await openRawImage(raw).jpeg(jpeg).toBuffer();
    if (fits(data)) {
      finest = { mediaType: 'image/jpeg', data };
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return finest;
}

/** The PNG with the most colours that fits: all of them, 256, 16 or 4. */
async function finestPng(raw: RawImage, fits: Fits): Promise<Coding | null> {
  if (flatPart(raw.data, raw.channels) < MIN_FLAT_PART) return null;
  const withColours = (colours: number) => ({
    palette: true,
    colours,
    dither: 0,
    compressionLevel: 9,
  });
  const encode = async (options: object): Promise<Coding | null> => {
    const data = await openRawImage(raw).png(options).toBuffer();
    return fits(data) ? { mediaType: 'image/png', data } : null;
  };
  const sixteen = await encode(withColours(16));
  if (!sixteen) return encode(withColours(4));
  const many = await encode(withColours(256));
  if (!many) return sixteen;
  return (await encode({ compressionLevel: 9 })) ?? many;
}

/** Of several codings of the same pixels the one nearest to them. */
async function nearest(raw: RawImage, codings: readonly Coding[]): Promise<Coding | null> {
  let best: Coding | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const coding of codings) {
    const { data } = await toRawImage(openImage(coding.data));
    const error = pictureError(raw.data, data);
    if (error < least) best = coding;
    least = Math.min(least, error);
  }
  return best;
}

/**
 * Squeezes a picture of letters and lines. It keeps its size as long as anything fits at it: print that
 * is scaled down is lost, print in few colours or coarse JPEG is not. Which of those, the pixels say:
 * the coding nearest to the original is taken.
 */
export async function squeezeText(raw: RawImage, fits: Fits): Promise<EncodedImage | null> {
  for await (const scaled of everSmaller(raw)) {
    const codings = [
      await finestPng(scaled, fits),
      await finestJpeg(scaled, '4:4:4', fits),
      await finestJpeg(scaled, '4:2:0', fits),
    ];
    const best = await nearest(
      scaled,
      codings.flatMap((coding) => coding ?? []),
    );
    if (best) return best;
  }
  return null;
}
