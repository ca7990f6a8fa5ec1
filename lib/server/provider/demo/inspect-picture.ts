import 'server-only';
import sharp from 'sharp';
import { imageTokens } from '@/lib/domain/image/image-tokens';
import { nameColour } from './name-colour';

/** What can be measured of a picture without understanding it. */
export type PictureFacts = {
  readonly format: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  /** What the picture costs the model, by its own formula. */
  readonly tokens: number;
  /** Colours that cover most of it, largest first, with their share from 0 to 1. */
  readonly colours: readonly { readonly name: string; readonly share: number }[];
};

/** Edge of the copy that colours are counted on, in pixels. */
const SAMPLE_EDGE = 32;
const MAX_COLOURS = 3;
/** A colour with less is not worth a word. */
const MIN_SHARE = 0.08;
const MAX_PIXELS = 40_000_000;

async function countColours(data: Uint8Array): Promise<PictureFacts['colours']> {
  const pixels = await sharp(data, { limitInputPixels: MAX_PIXELS })
    .resize(SAMPLE_EDGE, SAMPLE_EDGE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer();
  const counts = new Map<string, number>();
  for (let index = 0; index + 2 < pixels.length; index += 3) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(index, index + 3);
    const name = nameColour(red, green, blue);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const total = pixels.length / 3;
  return [...counts]
    .map(([name, count]) => ({ name, share: count / total }))
    .filter(({ share }) => share >= MIN_SHARE)
    .toSorted((left, right) => right.share - left.share)
    .slice(0, MAX_COLOURS);
}

/**
 * Measures a picture.
 *
 * @throws Error when it cannot be decoded.
 */
export async function inspectPicture(data: Uint8Array): Promise<PictureFacts> {
  const { format, width, height } = await sharp(data, { limitInputPixels: MAX_PIXELS }).metadata();
  return {
    format,
    width,
    height,
    bytes: data.byteLength,
    tokens: imageTokens(width, height),
    colours: await countColours(data),
  };
}
