/** Where a tile stands, in pixels. */
export type Slot = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/**
 * The place a dragged tile belongs to: the slot whose centre is nearest to the pointer. Works for
 * any flow of the tiles, from right to left too.
 *
 * @returns Index into `slots`; -1 for none.
 */
export function nearestSlot(slots: readonly Slot[], pointer: { x: number; y: number }): number {
  let nearest = -1;
  let shortest = Number.POSITIVE_INFINITY;
  slots.forEach(({ left, top, width, height }, index) => {
    const distance = Math.hypot(pointer.x - left - width / 2, pointer.y - top - height / 2);
    if (distance < shortest) [nearest, shortest] = [index, distance];
  });
  return nearest;
}
