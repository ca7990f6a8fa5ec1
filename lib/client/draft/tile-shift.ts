import type { Slot } from './nearest-slot';

/** A tile on its way: taken from `from`, over `target`, moved by so many pixels. */
export type TileDrag = {
  readonly from: number;
  readonly target: number;
  readonly x: number;
  readonly y: number;
  /** Where the tiles stood when the drag began. */
  readonly slots: readonly Slot[];
};

function placeWhileDragging(index: number, { from, target }: TileDrag): number {
  if (from < index && index <= target) return index - 1;
  return target <= index && index < from ? index + 1 : index;
}

/** How far a tile stands from its own slot while one is dragged, in pixels: the others make room. */
export function tileShift(index: number, drag: TileDrag): { x: number; y: number } {
  if (index === drag.from) return { x: drag.x, y: drag.y };
  const own = drag.slots[index];
  const place = drag.slots[placeWhileDragging(index, drag)];
  return own && place ? { x: place.left - own.left, y: place.top - own.top } : { x: 0, y: 0 };
}
