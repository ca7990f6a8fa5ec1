import { AppError } from '@/lib/domain/errors/app-error';
import type { PixelSize } from '@/lib/domain/image/fit-within';
import { CONVERTIBLE_FORMATS } from '@/lib/domain/image/judge-image';
import type { Orientation, SniffedImage } from '@/lib/domain/image/sniffed-image';
import { stripMetadata } from '@/lib/domain/image/strip-metadata';
import { decodeHeic } from './decode-heic';
import { hideWebpExif } from './hide-webp-exif';

/** A decoded picture; the caller closes the bitmap. */
export type DecodedImage = {
  readonly bitmap: ImageBitmap;
  /** The bitmap's pixels as a person sees them, turned upright. */
  readonly uprightSize: PixelSize;
  /** What is left to be applied when it is drawn. */
  readonly orientation: Orientation;
  readonly mayBeTransparent: boolean;
};

/** Formats whose orientation is taken out of the bytes and applied by us, by the same rule as on the server. */
const TURNED_HERE = ['jpeg', 'png', 'webp'];

function bytesForDecoder(image: SniffedImage, bytes: Uint8Array): Uint8Array {
  return image.format === 'webp'
    ? hideWebpExif(bytes)
    : stripMetadata(bytes, { keepColourProfile: true });
}

async function decode(image: SniffedImage, bytes: Uint8Array): Promise<ImageBitmap> {
  const blob = new Blob([new Uint8Array(bytesForDecoder(image, bytes))], {
    type: `image/${image.format}`,
  });
  try {
    return await createImageBitmap(blob);
  } catch (cause) {
    if (image.format === 'heic') return decodeHeic(blob);
    const isForeign = CONVERTIBLE_FORMATS.includes(image.format);
    throw new AppError(isForeign ? 'image-type' : 'image-damaged', {}, { cause });
  }
}

/**
 * Decodes a picture's first frame by what the browser can, colours converted to sRGB when drawn.
 *
 * @throws AppError `image-damaged`; `image-type` for a format this browser does not know.
 */
export async function decodeImage(image: SniffedImage, bytes: Uint8Array): Promise<DecodedImage> {
  const bitmap = await decode(image, bytes);
  const { width, height } = bitmap;
  const orientation = TURNED_HERE.includes(image.format) ? image.orientation : 1;
  return {
    bitmap,
    uprightSize: orientation >= 5 ? { width: height, height: width } : { width, height },
    orientation,
    mayBeTransparent: image.hasAlpha || CONVERTIBLE_FORMATS.includes(image.format),
  };
}
