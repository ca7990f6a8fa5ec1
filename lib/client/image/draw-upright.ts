import { AppError } from '@/lib/domain/errors/app-error';
import type { PixelSize } from '@/lib/domain/image/fit-within';
import type { DecodedImage } from './decode-image';
import { uprightTransform } from './upright-transform';

function createCanvas({ width, height }: PixelSize, alpha: boolean) {
  const canvas = new OffscreenCanvas(width, height);
  // Read back once and encoded: memory of the processor beats that of a graphics card.
  const context = canvas.getContext('2d', { alpha, willReadFrequently: true });
  if (!context) throw new AppError('internal');
  context.imageSmoothingQuality = 'high';
  return { canvas, context };
}

function draw(
  context: OffscreenCanvasRenderingContext2D,
  { bitmap, orientation }: DecodedImage,
  target: PixelSize,
): void {
  const isSwapped = orientation >= 5;
  context.setTransform(...uprightTransform(orientation, target.width, target.height));
  context.drawImage(
    bitmap,
    0,
    0,
    isSwapped ? target.height : target.width,
    isSwapped ? target.width : target.height,
  );
  context.resetTransform();
}

function hasTransparentPixel(
  context: OffscreenCanvasRenderingContext2D,
  { width, height }: PixelSize,
): boolean {
  const { data } = context.getImageData(0, 0, width, height);
  for (let index = 3; index < data.length; index += 4) {
    if ((data[index] ?? 255) < 255) return true;
  }
  return false;
}

/** Draws a decoded picture upright at its target size, on white. The canvas is opaque and sRGB. */
export function drawUpright(decoded: DecodedImage, target: PixelSize) {
  const { canvas, context } = createCanvas(target, false);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, target.width, target.height);
  if (!decoded.mayBeTransparent) {
    draw(context, decoded, target);
    return { canvas, wasTransparent: false };
  }
  const layer = createCanvas(target, true);
  draw(layer.context, decoded, target);
  context.drawImage(layer.canvas, 0, 0);
  return { canvas, wasTransparent: hasTransparentPixel(layer.context, target) };
}
