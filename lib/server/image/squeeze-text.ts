import 'server-only';
import type { PngOptions } from 'sharp';
import { flatPart, pictureError } from '@/lib/domain/image/picture-error';
import type { EncodedImage } from './encode-image';
import { finestJpeg } from './finest-jpeg';
import { openImage, openRawImage, type RawImage, toRawImage } from './image-decoder';
import { everSmaller, type Fits } from './ladder';

/**
 * Coarsest first. Photographed print is read better even there than scaled down at a finer one; drawn print
 * is read better in few colours, so that a JPEG of it need not be as coarse (`docs/decisions/020`).
 */
const QUALITIES = [
  8, 9, 10, 11, 12, 13, 15, 17, 19, 21, 23, 25, 28, 31, 34, 38, 42, 46, 50, 54, 58, 62, 66, 70, 74,
  78, 82, 86, 90,
];
const DRAWN_QUALITIES = QUALITIES.filter((quality) => quality > 20);
/** Part of the pixels that is flat in a drawn picture; grain leaves nearly none, and packs badly. */
const MIN_FLAT_PART = 0.5;

/** Colours whole, and the encoder's slower way: it keeps more of letters at the same length. */
const JPEG = { chromaSubsampling: '4:4:4', mozjpeg: true };

/** PNGs from the smallest to the finest: 2, 4, 16 and 256 colours, then all there are. */
const PNGS: readonly PngOptions[] = [
  ...[2, 4, 16, 256].map((colours) => ({
    palette: true,
    colours,
    dither: 0,
    compressionLevel: 9,
  })),
  { compressionLevel: 9 },
];

/** The PNG with the most colours that fits. */
async function finestPng(raw: RawImage, fits: Fits): Promise<Buffer | null> {
  let finest: Buffer | null = null;
  for (const options of PNGS) {
    const data = await openRawImage(raw).png(options).toBuffer();
    if (!fits(data)) break;
    finest = data;
  }
  return finest;
}

/** How far an encoded copy is from the pixels. */
async function errorOf(data: Buffer, raw: RawImage): Promise<number> {
  return pictureError(raw.data, (await toRawImage(openImage(data))).data);
}

/** Of what fits at this size the coding nearest to the pixels. */
async function nearestCoding(raw: RawImage, fits: Fits): Promise<EncodedImage | null> {
  const isDrawn = flatPart(raw.data, raw.channels) >= MIN_FLAT_PART;
  const png = isDrawn ? await finestPng(raw, fits) : null;
  const qualities = isDrawn ? DRAWN_QUALITIES : QUALITIES;
  const jpeg = await finestJpeg(raw, qualities, { ...JPEG, fits });
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
