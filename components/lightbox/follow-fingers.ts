import type { Zoom } from './use-zoom';

type Target = { readonly zoom: Zoom; readonly onSwipe: (by: number) => void };

/** So far a finger goes sideways over a picture that is not zoomed to turn to the next. */
const SWIPE_PIXELS = 60;

const distance = (one: PointerEvent, other: PointerEvent) =>
  Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);

/**
 * Moves and zooms by pointers: one drags (or swipes to the neighbour while nothing is zoomed), two pinch.
 *
 * @param target - Asked at each event, as what it gives changes with every step.
 * @param signal - Ends it.
 */
export function followFingers(
  element: HTMLElement,
  target: () => Target,
  signal: AbortSignal,
): void {
  const pointers = new Map<number, PointerEvent>();
  let swiped = 0;

  const press = (event: PointerEvent) => {
    element.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, event);
    swiped = 0;
  };
  const pinch = (before: PointerEvent, now: PointerEvent, other: PointerEvent) => {
    const middle = { x: (now.clientX + other.clientX) / 2, y: (now.clientY + other.clientY) / 2 };
    target().zoom.by(distance(now, other) / Math.max(1, distance(before, other)), middle);
  };
  const move = (event: PointerEvent) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    pointers.set(event.pointerId, event);
    const other = [...pointers.values()].find(({ pointerId }) => pointerId !== event.pointerId);
    if (other) return pinch(before, event, other);
    const by = { x: event.clientX - before.clientX, y: event.clientY - before.clientY };
    if (target().zoom.view.scale > 1) target().zoom.pan(by);
    else if (event.pointerType === 'touch') swiped += by.x;
  };
  const release = (event: PointerEvent) => {
    pointers.delete(event.pointerId);
    if (Math.abs(swiped) < SWIPE_PIXELS || event.type !== 'pointerup') return;
    const forward = getComputedStyle(element).direction === 'rtl' ? 1 : -1;
    target().onSwipe(Math.sign(swiped) * forward);
    swiped = 0;
  };
  element.addEventListener('pointerdown', press, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', release, { signal });
  element.addEventListener('pointercancel', release, { signal });
}
