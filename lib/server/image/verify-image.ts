import 'server-only';
import type { Sharp } from 'sharp';
import { AppError } from '@/lib/domain/errors/app-error';
import { fitWithin } from '@/lib/domain/image/fit-within';
import { hasNormalPixels, isNormalForm } from '@/lib/domain/image/is-normal-form';
import { judgeImage } from '@/lib/domain/image/judge-image';
import { sniffImage } from '@/lib/domain/image/sniff-image';
import type { Orientation, SniffedImage } from '@/lib/domain/image/sniffed-image';
import { stripMetadata } from '@/lib/domain/image/strip-metadata';
import { type EncodedImage, encodeImage } from './encode-image';
import { openImage, toRawImage, withImageSlot } from './image-decoder';

/** A picture in normal form. Width and height are pixels of these bytes. */
export type VerifiedImage = EncodedImage & { readonly width: number; readonly height: number };

/** A mirror from left to right, then clockwise degrees (the library's order), that bring each orientation upright. */
const UPRIGHT: Readonly<Record<Orientation, { degrees: number; mirror: boolean }>> = {
  1: { degrees: 0, mirror: false },
  2: { degrees: 0, mirror: true },
  3: { degrees: 180, mirror: false },
  4: { degrees: 180, mirror: true },
  5: { degrees: 270, mirror: true },
  6: { degrees: 90, mirror: false },
  7: { degrees: 90, mirror: true },
  8: { degrees: 270, mirror: false },
};

/** Turns what was stored turned. */
export function turnUpright(pipeline: Sharp, orientation: Orientation): Sharp {
  const { degrees, mirror } = UPRIGHT[orientation];
  return pipeline.flop(mirror).rotate(degrees);
}

/** Proves bytes whole by decoding every pixel; they are kept as they are. */
async function keepBytes(data: Uint8Array, image: SniffedImage): Promise<VerifiedImage> {
  const { width, height } = await toRawImage(openImage(data));
  const mediaType = image.format === 'png' ? 'image/png' : 'image/jpeg';
  return { mediaType, data, width, height };
}

async function convert(data: Uint8Array, image: SniffedImage): Promise<VerifiedImage> {
  const source = openImage(data);
  // The decoder's own size: a GIF's screen and its first frame may differ.
  const { width, height } = await source.metadata();
  const stored = fitWithin(width, height);
  const scaled = openImage(data).resize({ ...stored, fit: 'fill' });
  const raw = await toRawImage(turnUpright(scaled, image.orientation));
  const encoded = await encodeImage(raw, image.isLossless);
  return { ...encoded, width: raw.width, height: raw.height };
}

async function toNormalForm(data: Uint8Array): Promise<VerifiedImage> {
  const image = sniffImage(data);
  if (!hasNormalPixels(image))
    return convert(stripMetadata(data, { keepColourProfile: true }), image);
  return keepBytes(isNormalForm(image) ? data : stripMetadata(data), image);
}

/**
 * Verifies a picture by its content and brings it to normal form: JPEG or PNG, at most 1540 px,
 * upright, opaque on white, sRGB, one frame, nothing but pixels.
 *
 * The header is judged before anything is decoded. What is needed no more (metadata) is cut off
 * before the decoder sees it. Pixels that are already normal keep their bytes, after a full decode
 * proved them whole; others are encoded anew.
 *
 * @param name - File name for people, named in the refusal.
 * @throws AppError `image-…` with `{ name }`.
 */
export async function verifyImage(data: Uint8Array, name: string): Promise<VerifiedImage> {
  const refusal = judgeImage(sniffImage(data), data.length);
  if (refusal) throw new AppError(refusal, { name });
  try {
    return await withImageSlot(() => toNormalForm(data));
  } catch (cause) {
    throw new AppError('image-damaged', { name }, { cause });
  }
}
