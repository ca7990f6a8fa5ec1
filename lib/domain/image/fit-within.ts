/** Longest edge this model family looks at, in pixels. Larger pictures are scaled down to it. */
export const MAX_IMAGE_EDGE_PIXELS = 1540;

/** Width and height in pixels. */
export type PixelSize = { readonly width: number; readonly height: number };

/** Rounds like Python's `round`: a half goes to the even neighbour. */
function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest === 0.5) return below % 2 === 0 ? below : below + 1;
  return rest < 0.5 ? below : below + 1;
}

/**
 * The size a picture has after being brought within a longest edge, its aspect kept, never enlarged.
 *
 * Divides and rounds exactly as mistral-common does, so that a picture prepared to this size is
 * not scaled once more by the model's own preparation. No side becomes 0.
 *
 * @param width - Pixels, at least 1.
 * @param height - Pixels, at least 1.
 * @param maxEdge - Longest edge of the result, in pixels.
 */
export function fitWithin(
  width: number,
  height: number,
  maxEdge: number = MAX_IMAGE_EDGE_PIXELS,
): PixelSize {
  const ratio = Math.max(width, height) / maxEdge;
  if (ratio <= 1) return { width, height };
  return {
    width: Math.max(1, roundHalfToEven(width / ratio)),
    height: Math.max(1, roundHalfToEven(height / ratio)),
  };
}
