import 'server-only';
import type { StoredMediaType } from '@/lib/domain/attachment';
import { stripMetadata } from '@/lib/domain/image/strip-metadata';
import { openRawImage, type RawImage } from './image-decoder';

export type EncodedImage = { readonly mediaType: StoredMediaType; readonly data: Uint8Array };

const JPEG_QUALITY = 88;
/** How much larger a PNG may be than the JPEG and still be worth its sharp letters. */
const PNG_ALLOWANCE = 1.5;
/** A PNG of up to so many bytes is always taken: there is nothing to save. */
const SMALL_PNG_BYTES = 32 * 1024;

/**
 * Encodes pixels for storing.
 *
 * A photo (stored with loss before) becomes a JPEG with the usual halved colour. Pixels from a
 * lossless source may be letters and lines: they become a PNG unless that is large and more than
 * half as large again as the JPEG; a JPEG of them keeps full colour, so that coloured text does not
 * smear.
 */
export async function encodeImage(raw: RawImage, isLossless: boolean): Promise<EncodedImage> {
  const chromaSubsampling = isLossless ? '4:4:4' : '4:2:0';
  const jpeg = await openRawImage(raw)
    .jpeg({ quality: JPEG_QUALITY, chromaSubsampling })
    .toBuffer();
  if (isLossless) {
    const png = await openRawImage(raw).png({ compressionLevel: 9 }).toBuffer();
    const isWorthIt = png.length <= Math.max(SMALL_PNG_BYTES, jpeg.length * PNG_ALLOWANCE);
    if (isWorthIt) return { mediaType: 'image/png', data: stripMetadata(png) };
  }
  return { mediaType: 'image/jpeg', data: stripMetadata(jpeg) };
}
