import { nearestSlot, type Slot } from '@/lib/client/draft/nearest-slot';
import type { TileDrag } from '@/lib/client/draft/tile-shift';

type DragOptions = {
  /** Holds the tiles (`[data-tile]`) and scrolls where they do not fit. */
  readonly row: HTMLElement;
  /** Which tile was pressed. */
  readonly index: number;
  readonly start: PointerEvent;
  /** Told while the tile is dragged; `null` when it is let go. */
  readonly onDrag: (drag: TileDrag | null) => void;
  readonly onDrop: (from: number, to: number) => void;
};

const MOUSE_SLACK_PIXELS = 5;
const LONG_PRESS_MILLISECONDS = 300;
/** Near its edges a row scrolls on, so many pixels for each move of the pointer. */
const EDGE_PIXELS = 36;
const EDGE_STEP_PIXELS = 10;

function slotsOf(row: HTMLElement): Slot[] {
  return [...row.querySelectorAll('[data-tile]')].map((tile) => tile.getBoundingClientRect());
}

function scrollAtEdge(row: HTMLElement, x: number): void {
  const { left, right } = row.getBoundingClientRect();
  if (x < left + EDGE_PIXELS) row.scrollBy(-EDGE_STEP_PIXELS, 0);
  else if (x > right - EDGE_PIXELS) row.scrollBy(EDGE_STEP_PIXELS, 0);
}

/** The click that ends a drag is not meant for the picture under it. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
}

/** Follows one pointer from the press on a tile until it is let go, gives up, or Escape is pressed. */
export function followDrag({ row, index, start, onDrag, onDrop }: DragOptions): void {
  const isTouch = start.pointerType === 'touch';
  const listening = new AbortController();
  let drag: TileDrag | null = null;
  let startScroll = 0;

  const begin = () => {
    startScroll = row.scrollLeft;
    drag = { from: index, target: index, x: 0, y: 0, slots: slotsOf(row) };
    onDrag(drag);
  };
  const timer = isTouch ? setTimeout(begin, LONG_PRESS_MILLISECONDS) : undefined;
  const end = () => {
    clearTimeout(timer);
    listening.abort();
    if (drag) onDrag(null);
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== start.pointerId) return;
    const y = event.clientY - start.clientY;
    const isStill = Math.hypot(event.clientX - start.clientX, y) < MOUSE_SLACK_PIXELS;
    if (!drag && isStill) return;
    if (!drag && isTouch) return end();
    if (!drag) begin();
    if (!drag) return;
    scrollAtEdge(row, event.clientX);
    const pointer = { x: event.clientX + row.scrollLeft - startScroll, y: event.clientY };
    const target = nearestSlot(drag.slots, pointer);
    drag = { ...drag, target, x: pointer.x - start.clientX, y };
    onDrag(drag);
  };
  const drop = (event: PointerEvent) => {
    if (event.pointerId !== start.pointerId) return;
    const dropped = drag;
    end();
    if (!dropped) return;
    swallowClick();
    onDrop(dropped.from, dropped.target);
  };
  const { signal } = listening;
  window.addEventListener('pointermove', move, { signal });
  window.addEventListener('pointerup', drop, { signal });
  window.addEventListener('pointercancel', end, { signal });
  window.addEventListener('keydown', (event) => event.key === 'Escape' && end(), { signal });
}
