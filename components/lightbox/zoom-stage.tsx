import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent } from 'react';
import type { LightboxImage } from '@/lib/client/image/lightbox-store';
import { followFingers } from './follow-fingers';
import type { Zoom } from './use-zoom';

type ZoomStageProps = { image: LightboxImage; zoom: Zoom; onSwipe: (by: number) => void };

const DOUBLE_CLICK_ZOOM = 3;
/** A mouse wheel's notch is about 100 pixels. */
const WHEEL_PIXELS_PER_STEP = 240;

/** The picture, to be zoomed by wheel, double click or pinch, and moved by dragging. */
export function ZoomStage({ image, zoom, onSwipe }: ZoomStageProps) {
  const t = useTranslations('lightbox');
  const { view, stage } = zoom;
  const current = useEffectEvent(() => ({ zoom, onSwipe }));

  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    const listening = new AbortController();
    const { signal } = listening;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const at = { x: event.clientX, y: event.clientY };
      current().zoom.by(2 ** (-event.deltaY / WHEEL_PIXELS_PER_STEP), at);
    };
    const toggle = ({ clientX, clientY }: MouseEvent) => {
      const { view, reset, by } = current().zoom;
      if (view.scale > 1) reset();
      else by(DOUBLE_CLICK_ZOOM, { x: clientX, y: clientY });
    };
    // Not passive: else the page itself would be zoomed or scrolled.
    element.addEventListener('wheel', turn, { passive: false, signal });
    element.addEventListener('dblclick', toggle, { signal });
    followFingers(element, current, signal);
    return () => listening.abort();
  }, [stage]);

  return (
    <div
      ref={stage}
      className={`relative min-h-0 flex-1 touch-none select-none overflow-hidden bg-surface ${view.scale > 1 ? 'cursor-grab active:cursor-grabbing' : 'cursor-zoom-in'}`}
    >
      {/* biome-ignore lint/performance/noImgElement: stored by us or in memory; nothing to optimise. */}
      <img
        src={image.url}
        alt={t('image', { name: image.name, width: image.width, height: image.height })}
        width={image.width}
        height={image.height}
        draggable={false}
        style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}
        className="absolute inset-0 m-auto h-auto max-h-full w-auto max-w-full object-contain"
      />
    </div>
  );
}
