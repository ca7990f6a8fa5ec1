import 'server-only';
import sharp, { type Sharp } from 'sharp';
import { MAX_IMAGE_PIXELS } from '@/lib/domain/image/judge-image';
import { createSlots } from './slots';

const LOADERS = [
  'VipsForeignLoadJpeg',
  'VipsForeignLoadPng',
  'VipsForeignLoadWebp',
  'VipsForeignLoadNsgif',
];
const TIME_LIMIT_SECONDS = 10;
/** Pictures worked on at the same time; each takes one thread and its pixels' memory. */
const SIMULTANEOUS_IMAGES = 2;

// Every other decoder of the library is foreign code that a file could reach by its content.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: LOADERS });
sharp.cache(false);
sharp.concurrency(1);

/** Runs image work when there is room for it, in the order of arrival. */
export const withImageSlot = createSlots(SIMULTANEOUS_IMAGES);

/**
 * Opens a picture for decoding: four formats, one frame, 40 megapixels, 10 s, pixels as stored
 * (nothing is turned by itself), and the smallest warning of the decoder is a failure.
 */
export function openImage(data: Uint8Array): Sharp {
  return sharp(data, {
    failOn: 'warning',
    limitInputPixels: MAX_IMAGE_PIXELS,
    autoOrient: false,
    pages: 1,
  }).timeout({ seconds: TIME_LIMIT_SECONDS });
}

/** Decoded pixels, 8 bits a channel, row by row. */
export type RawImage = {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
};

/** Opens decoded pixels, to scale or encode them. */
export function openRawImage({ data, width, height, channels }: RawImage): Sharp {
  return sharp(data, { raw: { width, height, channels } }).timeout({ seconds: TIME_LIMIT_SECONDS });
}

/**
 * Runs a pipeline to decoded pixels: opaque, sRGB, 8 bits.
 *
 * @throws Error of the decoder when the picture is damaged or takes too long.
 */
export async function toRawImage(pipeline: Sharp): Promise<RawImage> {
  const { data, info } = await pipeline
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels !== 1 && channels !== 3) throw new Error(`decoded to ${channels} channels`);
  return { data, width, height, channels };
}
