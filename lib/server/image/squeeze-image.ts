import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import { isTextLike } from '@/lib/domain/image/text-likeness';
import { type EncodedImage, encodeImage } from './encode-image';
import { openImage, openRawImage, type RawImage, toRawImage, withImageSlot } from './image-decoder';
import { scaleRawImage } from './scale-raw-image';
import { squeezePhoto } from './squeeze-photo';
import { squeezeText } from './squeeze-text';

/** Characters that bytes take in base64. */
export function base64Length(byteCount: number): number {
  return Math.ceil(byteCount / 3) * 4;
}

async function isTextLikeImage(raw: RawImage): Promise<boolean> {
  const grey = openRawImage(raw).toColourspace('b-w').raw();
  const { data, info } = await grey.toBuffer({ resolveWithObject: true });
  return isTextLike({ data, width: info.width, height: info.height });
}

/** Whether a stored picture is print, a screen or the like, more than a photo. */
export function judgeTextLike(image: EncodedImage): Promise<boolean> {
  return withImageSlot(async () => isTextLikeImage(await toRawImage(openImage(image.data))));
}

/** How small a picture has to be. */
export type SqueezeLimit = {
  /** Its base64 text stays shorter than this; `null` for no limit. */
  readonly base64Characters: number | null;
  /** Longest edge in pixels; the picture's own where nothing is said. */
  readonly longestEdge?: number | undefined;
};

async function squeeze(image: EncodedImage, limit: SqueezeLimit): Promise<EncodedImage> {
  const { base64Characters, longestEdge = Number.POSITIVE_INFINITY } = limit;
  const fits = (data: Uint8Array) =>
    base64Characters === null || base64Length(data.length) < base64Characters;
  const stored = await toRawImage(openImage(image.data));
  const raw = await scaleRawImage(stored, longestEdge);
  const scaled = raw === stored ? image : await encodeImage(raw, image.mediaType === 'image/png');
  if (fits(scaled.data)) return scaled;
  const isText = await isTextLikeImage(raw);
  const squeezed = await (isText ? squeezeText(raw, fits) : squeezePhoto(raw, fits));
  if (!squeezed) throw new AppError('upstream-too-large');
  return squeezed;
}

/**
 * Brings a stored picture below a connection's limit, within a longest edge where one is wanted. What it
 * gives up is chosen by what it shows: letters and lines keep their pixels and give up quality, a photo
 * gives up quality and soon pixels. A picture already small enough comes back as it is. The same input
 * always gives the same bytes.
 *
 * @throws AppError `upstream-too-large` when nothing fits.
 */
export async function squeezeImage(
  image: EncodedImage,
  limit: SqueezeLimit,
): Promise<EncodedImage> {
  const { base64Characters, longestEdge } = limit;
  const isSmall = base64Characters === null || base64Length(image.data.length) < base64Characters;
  if (isSmall && longestEdge === undefined) return image;
  return withImageSlot(() => squeeze(image, limit));
}
