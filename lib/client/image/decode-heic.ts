import { AppError } from '@/lib/domain/errors/app-error';

/** The decoder is large and rarely needed: it is a chunk of its own, loaded with the first such file. */
async function loadDecoder(): Promise<typeof import('heic-to/csp')> {
  try {
    return await import('heic-to/csp');
  } catch (cause) {
    throw new AppError('network', {}, { cause });
  }
}

/** Part of the name that Apple's cameras give their profile; UTF-16 there, ASCII elsewhere. */
const DISPLAY_P3 = 'Display P3';

async function isDisplayP3(blob: Blob): Promise<boolean> {
  const text = new TextDecoder('latin1').decode(await blob.arrayBuffer());
  return text.includes(DISPLAY_P3) || text.includes([...DISPLAY_P3].join('\0'));
}

/** The decoder hands out numbers without their colour space; this says which one they mean. */
async function asDisplayP3(bitmap: ImageBitmap): Promise<ImageBitmap> {
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new AppError('internal');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  return createImageBitmap(new ImageData(data, width, height, { colorSpace: 'display-p3' }));
}

/**
 * Decodes a HEIC picture where the browser cannot. The file's rotation is applied; colours are
 * understood as Display P3 where its profile says so, else as sRGB.
 *
 * @throws AppError `image-damaged`; `network` when the decoder could not be loaded.
 */
export async function decodeHeic(blob: Blob): Promise<ImageBitmap> {
  const { heicTo } = await loadDecoder();
  try {
    const bitmap = await heicTo({ blob, type: 'bitmap' });
    return (await isDisplayP3(blob)) ? await asDisplayP3(bitmap) : bitmap;
  } catch (cause) {
    throw new AppError('image-damaged', {}, { cause });
  }
}
