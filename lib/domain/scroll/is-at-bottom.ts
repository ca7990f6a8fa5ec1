/** Pixels from the end that still count as being there: less than a line of text. */
const TOLERANCE_PIXELS = 24;

/** Whether a scrolling box shows its end. */
export function isAtBottom(box: {
  readonly scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
}): boolean {
  return box.scrollHeight - box.scrollTop - box.clientHeight <= TOLERANCE_PIXELS;
}
