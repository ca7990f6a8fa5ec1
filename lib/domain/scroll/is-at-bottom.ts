/** Pixels from the end that still count as being there: less than a line of text. */
const TOLERANCE_PIXELS = 24;

type Box = {
  readonly scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
};

/**
 * Whether a scrolling box shows its end.
 *
 * @param tolerance - Pixels from the end that still count.
 */
export function isAtBottom(box: Box, tolerance = TOLERANCE_PIXELS): boolean {
  return box.scrollHeight - box.scrollTop - box.clientHeight <= tolerance;
}
