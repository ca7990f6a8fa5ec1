import { AppError } from '@/lib/domain/errors/app-error';
import { isNormalForm } from '@/lib/domain/image/is-normal-form';
import { sniffImage } from '@/lib/domain/image/sniff-image';
import { stripMetadata } from '@/lib/domain/image/strip-metadata';
import { chooseEncoding } from './choose-encoding';
import { encodePng } from './encode-png';
import type { PreparedImage } from './prepared-image';

const JPEG_QUALITY = 0.88;

type Encoded = Pick<PreparedImage, 'blob' | 'mediaType'>;

/** Some browsers write a profile or a time into what they encode. */
async function withoutMetadata({ blob, mediaType }: Encoded): Promise<Encoded> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  if (isNormalForm(sniffImage(bytes))) return { blob, mediaType };
  return { blob: new Blob([new Uint8Array(stripMetadata(bytes))], { type: mediaType }), mediaType };
}

function readPixels(canvas: OffscreenCanvas): ImageData {
  const context = canvas.getContext('2d');
  if (!context) throw new AppError('internal');
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** Encodes what was drawn: JPEG, or PNG where the source had no loss and PNG serves better. */
export async function encodeCanvas(
  canvas: OffscreenCanvas,
  source: { readonly originalBytes: number; readonly isLossless: boolean },
): Promise<Encoded> {
  const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
  if (!source.isLossless) return withoutMetadata({ blob: jpeg, mediaType: 'image/jpeg' });
  const png = await encodePng(readPixels(canvas));
  const mediaType = chooseEncoding({
    original: source.originalBytes,
    jpeg: jpeg.size,
    png: png.size,
  });
  return withoutMetadata({ blob: mediaType === 'image/png' ? png : jpeg, mediaType });
}
