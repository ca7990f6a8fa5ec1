import 'server-only';
import type { PngOptions } from 'sharp';
import { flatPart, pictureError } from '@/lib/domain/image/picture-error';
import type { EncodedImage } from './encode-image';
import { finestJpeg } from './finest-jpeg';
import { openImage, openRawImage, type RawImage, toRawImage } from './image-decoder';
import { everSmaller, type Fits } from './ladder';

/** Coarsest first. Even there print is read better than scaled down at a finer one (`docs/decisions/020`). */
const QUALITIES = [7, 10, 13, 16, 20, 25, 30, 36, 42, 50, 58, 66, 74, 82, 90];
/** Part of the pixels that must be flat for a palette to be worth trying; grain packs badly. */
const MIN_FLAT_PART = 0.5;

/** Colours whole, and the encoder's slower way: it keeps more of letters at the same length. */
const JPEG = { chromaSubsampling: '4:4:4', mozjpeg: true };

/** The PNG with the most colours that fits: all of them, 256, 16 or 4. */
async function finestPng(raw: RawImage, fits: Fits): Promise<Buffer | null> {
  if (flatPart(raw.data, raw.channels) < MIN_FLAT_PART) return null;
  const withColours = (colours: number) => ({
    palette: true,
    colours,
    dither: 0,
    compressionLevel: 9,
  });
  const encode = async (options: PngOptions) => {
    const data = await openRawImage(raw).png(options).toBuffer();
    return fits(data) ? data : null;
  };
  const sixteen = await encode(withColours(16));
  if (!sixteen) return encode(withColours(4));
  const many = await encode(withColours(256));
  if (!many) return sixteen;
  return (await encode({ compressionLevel: 9 })) ?? many;
}

/** How far an encoded copy is from the pixels. */
async function errorOf(data: Buffer, raw: RawImage): Promise<number> {
  return pictureError(raw.data, (await toRawImage(openImage(data))).data);
}

/** Of what fits at this size the coding nearest to the pixels. */
async function nearestCoding(raw: RawImage, fits: Fits): Promise<EncodedImage | null> {
  const png = await finestPng(raw, fits);
  const jpeg = await finestJpeg(raw, QUALITIES, { ...JPEG, fits });
  const isPngNearer = png && (!jpeg || (await errorOf(png, raw)) <= (await errorOf(jpeg, raw)));
  if (isPngNearer) return { mediaType: 'image/png', data: png };
  return jpeg && { mediaType: 'image/jpeg', data: jpeg };
}

/**
 * Squeezes a picture of letters and lines. It keeps its size as long as anything fits at it: print that
 * is scaled down is lost, print in few colours or coarse JPEG is not. Which of the two, the pixels say.
 */
export async function squeezeText(raw: RawImage, fits: Fits): Promise<EncodedImage | null> {
  for await (const scaled of everSmaller(raw)) {
    const coding = await nearestCoding(scaled, fits);
    if (coding) return coding;
  }
  return null;
}
