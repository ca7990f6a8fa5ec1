import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { TileDrag } from '@/lib/client/draft/tile-shift';
import { followDrag } from './follow-drag';

/** Lets tiles be dragged to another place: at once by mouse or pen, after a long press by finger. */
export function usePointerReorder(
  row: RefObject<HTMLElement | null>,
  onMove: (from: number, to: number) => void,
) {
  const [drag, setDrag] = useState<TileDrag | null>(null);
  const isDragging = useRef(false);

  useEffect(() => {
    const element = row.current;
    // Else the page would scroll under the finger, or a menu would open. Passive listeners cannot say so.
    const keep = (event: Event) => {
      if (isDragging.current) event.preventDefault();
    };
    element?.addEventListener('touchmove', keep, { passive: false });
    element?.addEventListener('contextmenu', keep);
    return () => {
      element?.removeEventListener('touchmove', keep);
      element?.removeEventListener('contextmenu', keep);
    };
  }, [row]);

  const pressPointer = (event: PointerEvent, index: number) => {
    if (event.button !== 0 || !event.isPrimary || !row.current) return;
    followDrag({
      row: row.current,
      index,
      start: event.nativeEvent,
      onDrag(next) {
        isDragging.current = next !== null;
        setDrag(next);
      },
      onDrop: onMove,
    });
  };
  return { drag, pressPointer };
}
