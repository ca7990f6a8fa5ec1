import { type RefObject, useRef, useState } from 'react';
import { FITTED, panBy, type ZoomView, zoomAt } from '@/lib/client/image/zoom';
import type { PixelSize } from '@/lib/domain/image/fit-within';

type Point = { readonly x: number; readonly y: number };

/** How one picture is zoomed and moved. */
export type Zoom = {
  readonly view: ZoomView;
  readonly stage: RefObject<HTMLDivElement | null>;
  /** @param at - Point of the screen that stays where it is; the middle when left out. */
  by(factor: number, at?: Point): void;
  pan(by: Point): void;
  reset(): void;
};

/** The zoom of the picture that is shown; begins anew with each. */
export function useZoom(image: PixelSize, imageId: string): Zoom {
  const stage = useRef<HTMLDivElement>(null);
  const [state, setState] = useState({ imageId, view: FITTED });
  const view = state.imageId === imageId ? state.view : FITTED;

  const sizes = () => {
    const box = stage.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return { image, stage: { width: box.width, height: box.height }, box };
  };
  const change = (next: (view: ZoomView) => ZoomView) =>
    setState((current) => ({
      imageId,
      view: next(current.imageId === imageId ? current.view : FITTED),
    }));
  return {
    view,
    stage,
    by(factor, at) {
      const { box, ...rest } = sizes();
      const point = at
        ? { x: at.x - box.left - box.width / 2, y: at.y - box.top - box.height / 2 }
        : { x: 0, y: 0 };
      change((current) => zoomAt(current, factor, point, rest));
    },
    pan: (by) => change((current) => panBy(current, by, sizes())),
    reset: () => change(() => FITTED),
  };
}
