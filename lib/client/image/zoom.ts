import type { PixelSize } from '@/lib/domain/image/fit-within';

/**
 * How a picture lies on its stage. `scale` 1 fits it into the stage; `x` and `y` move its centre from
 * the stage's centre, in pixels of the screen.
 */
export type ZoomView = { readonly scale: number; readonly x: number; readonly y: number };
type Point = { readonly x: number; readonly y: number };

export const FITTED: ZoomView = { scale: 1, x: 0, y: 0 };
/** One press of a zoom button or key. */
export const ZOOM_STEP = 1.5;
/** Screen pixels a picture's pixel may fill. */
const MAX_PIXEL_ZOOM = 8;

/** Screen pixels per picture pixel at scale 1. Small pictures are shown in their own size. */
export function fitScale(image: PixelSize, stage: PixelSize): number {
  return Math.min(1, stage.width / image.width, stage.height / image.height);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Keeps a picture on its stage: as far as it is larger it may be moved, no further. */
function keepOnStage(view: ZoomView, image: PixelSize, stage: PixelSize): ZoomView {
  const factor = fitScale(image, stage) * view.scale;
  const roomX = Math.max(0, (image.width * factor - stage.width) / 2);
  const roomY = Math.max(0, (image.height * factor - stage.height) / 2);
  // `+ 0` turns -0, which the clamp can give, into 0.
  return {
    scale: view.scale,
    x: clamp(view.x, -roomX, roomX) + 0,
    y: clamp(view.y, -roomY, roomY) + 0,
  };
}

/**
 * Zooms by a factor; the point of the picture under `point` stays where it is.
 *
 * @param point - From the stage's centre, in screen pixels.
 */
export function zoomAt(
  view: ZoomView,
  factor: number,
  point: Point,
  { image, stage }: { readonly image: PixelSize; readonly stage: PixelSize },
): ZoomView {
  const maxScale = Math.max(1, MAX_PIXEL_ZOOM / fitScale(image, stage));
  const scale = clamp(view.scale * factor, 1, maxScale);
  const change = scale / view.scale;
  const moved = {
    scale,
    x: point.x - (point.x - view.x) * change,
    y: point.y - (point.y - view.y) * change,
  };
  return keepOnStage(moved, image, stage);
}

/** Moves a picture by screen pixels. */
export function panBy(
  view: ZoomView,
  by: Point,
  { image, stage }: { readonly image: PixelSize; readonly stage: PixelSize },
): ZoomView {
  return keepOnStage({ ...view, x: view.x + by.x, y: view.y + by.y }, image, stage);
}
