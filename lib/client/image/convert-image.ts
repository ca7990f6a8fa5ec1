import { AppError } from '@/lib/domain/errors/app-error';
import { fitWithin, type PixelSize } from '@/lib/domain/image/fit-within';
import { hasNormalPixels } from '@/lib/domain/image/is-normal-form';
import {
  CONVERTIBLE_FORMATS,
  judgeImage,
  MAX_IMAGE_BYTES,
  SERVER_FORMATS,
} from '@/lib/domain/image/judge-image';
import { sniffImage } from '@/lib/domain/image/sniff-image';
import { type SniffedImage, uprightSize } from '@/lib/domain/image/sniffed-image';
import { stripMetadata } from '@/lib/domain/image/strip-metadata';
import { decodeImage } from './decode-image';
import { drawUpright } from './draw-upright';
import { encodeCanvas } from './encode-canvas';
import type { ImageJobRequest, PreparedImage } from './prepared-image';

const FORMATS = [...SERVER_FORMATS, ...CONVERTIBLE_FORMATS];
/** Enough of a file that is too large anyway to tell what it is. */
const HEAD_BYTES = 65_536;

function refuseUnfit(image: SniffedImage, byteLength: number): void {
  const refusal = judgeImage(image, byteLength, FORMATS);
  if (refusal) throw new AppError(refusal);
}

async function readBytes(file: File): Promise<Uint8Array<ArrayBuffer>> {
  const part = file.size > MAX_IMAGE_BYTES ? file.slice(0, HEAD_BYTES) : file;
  try {
    return new Uint8Array(await part.arrayBuffer());
  } catch (cause) {
    // Moved or changed since it was chosen, or a folder.
    throw new AppError('image-damaged', {}, { cause });
  }
}

/** Takes what is not pixels out of a picture whose pixels can stay bit for bit. */
function stripOnly(image: SniffedImage, bytes: Uint8Array, size: PixelSize): PreparedImage {
  const mediaType = image.format === 'png' ? 'image/png' : 'image/jpeg';
  return {
    blob: new Blob([new Uint8Array(stripMetadata(bytes))], { type: mediaType }),
    mediaType,
    ...size,
    wasAnimated: image.isAnimated,
    wasTransparent: false,
    originalBytes: bytes.byteLength,
  };
}

/**
 * Prepares one file for upload. Runs in the image worker.
 *
 * The file is judged by its header before anything is decoded. Pixels that are already as the model
 * wants them stay bit for bit; others are decoded, turned upright, laid on white, brought within
 * the largest edge (never enlarged) and encoded anew.
 *
 * @throws AppError with the reason why the file is refused; `network` when a decoder could not be loaded.
 */
export async function convertImage({ file, maxEdge }: ImageJobRequest): Promise<PreparedImage> {
  const bytes = await readBytes(file);
  const image = sniffImage(bytes);
  refuseUnfit(image, file.size);
  const size = uprightSize(image);
  if (size && hasNormalPixels(image, maxEdge)) return stripOnly(image, bytes, size);
  const decoded = await decodeImage(image, bytes);
  try {
    const { width, height } = decoded.bitmap;
    // Some headers do not say their size, and a decoder may find another.
    refuseUnfit({ ...image, width, height }, file.size);
    const target = fitWithin(decoded.uprightSize.width, decoded.uprightSize.height, maxEdge);
    const { canvas, wasTransparent } = drawUpright(decoded, target);
    const encoded = await encodeCanvas(canvas, {
      originalBytes: file.size,
      isLossless: image.isLossless,
    });
    const { isAnimated: wasAnimated } = image;
    return { ...encoded, ...target, wasAnimated, wasTransparent, originalBytes: file.size };
  } finally {
    decoded.bitmap.close();
  }
}
