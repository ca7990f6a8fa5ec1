import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import { fitWithin } from '@/lib/domain/image/fit-within';
import type { EncodedImage } from './encode-image';
import { openImage, openRawImage, type RawImage, toRawImage, withImageSlot } from './image-decoder';

/** Characters that bytes take in base64. */
export function base64Length(byteCount: number): number {
  return Math.ceil(byteCount / 3) * 4;
}

/** Tried in this order at full size: letters bear a coarser quality better than fewer pixels. */
const QUALITIES = [82, 74, 66, 58, 50];
/** Then these longest edges in pixels (whole numbers of tokens), each in two qualities. */
const EDGES = [1288, 1064, 896, 728, 588, 476, 392, 308, 224, 140, 84, 28];
const EDGE_QUALITIES = [66, 50];

type Step = { readonly edge: number; readonly quality: number };

function stepsFor(raw: RawImage): Step[] {
  const longest = Math.max(raw.width, raw.height);
  const edges = EDGES.filter((edge) => edge < longest);
  return [
    ...QUALITIES.map((quality) => ({ edge: longest, quality })),
    ...edges.flatMap((edge) => EDGE_QUALITIES.map((quality) => ({ edge, quality }))),
  ];
}

function encodeStep(raw: RawImage, { edge, quality }: Step): Promise<Buffer> {
  const { width, height } = fitWithin(raw.width, raw.height, edge);
  const scaled = openRawImage(raw).resize({ width, height, fit: 'fill' });
  return scaled.jpeg({ quality, chromaSubsampling: '4:2:0' }).toBuffer();
}

async function squeeze(data: Uint8Array, fits: (data: Uint8Array) => boolean): Promise<Buffer> {
  const raw = await toRawImage(openImage(data));
  for (const step of stepsFor(raw)) {
    const squeezed = await encodeStep(raw, step);
    if (fits(squeezed)) return squeezed;
  }
  throw new AppError('upstream-too-large');
}

/**
 * Brings a stored picture below a connection's limit: coarser JPEG first, then fewer pixels. A
 * picture already below comes back as it is. The same input always gives the same bytes.
 *
 * @param base64Characters - The picture's base64 text stays shorter than this.
 * @throws AppError `upstream-too-large` when nothing fits.
 */
export async function squeezeImage(
  image: EncodedImage,
  base64Characters: number,
): Promise<EncodedImage> {
  const fits = (data: Uint8Array) => base64Length(data.length) < base64Characters;
  if (fits(image.data)) return image;
  const data = await withImageSlot(() => squeeze(image.data, fits));
  return { mediaType: 'image/jpeg', data };
}
