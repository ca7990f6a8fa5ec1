import { ChevronLeft, ChevronRight, Maximize, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import { ZOOM_STEP } from '@/lib/client/image/zoom';
import type { Zoom } from './use-zoom';

type LightboxBarProps = {
  position: { index: number; count: number };
  zoom: Zoom;
  onStep: (by: number) => void;
  onClose: () => void;
};

/** Not `disabled`, which would take the focus, and with it the keys, from a button just pressed. */
const FADED = 'aria-disabled:cursor-not-allowed aria-disabled:opacity-40';

/** Turns to the neighbours, zooms, closes. */
export function LightboxBar({ position, zoom, onStep, onClose }: LightboxBarProps) {
  const t = useTranslations('lightbox');
  const { index, count } = position;
  return (
    <div className="flex items-center gap-1 border-border border-b px-2 pt-[max(0.25rem,env(safe-area-inset-top))] pb-1">
      {count > 1 && (
        <>
          <IconButton
            icon={ChevronLeft}
            label={t('previous')}
            iconSize={22}
            aria-disabled={index === 0}
            onClick={() => onStep(-1)}
            className={`${FADED} [&_svg]:rtl:-scale-x-100`}
          />
          <IconButton
            icon={ChevronRight}
            label={t('next')}
            iconSize={22}
            aria-disabled={index === count - 1}
            onClick={() => onStep(1)}
            className={`${FADED} [&_svg]:rtl:-scale-x-100`}
          />
          <p role="status" className="px-1 text-sm text-text-muted tabular-nums">
            {t('position', { number: index + 1, count })}
          </p>
        </>
      )}
      <div className="ms-auto flex items-center gap-1">
        <IconButton
          icon={ZoomOut}
          label={t('zoomOut')}
          aria-disabled={zoom.view.scale <= 1}
          onClick={() => zoom.by(1 / ZOOM_STEP)}
          className={FADED}
        />
        <IconButton icon={ZoomIn} label={t('zoomIn')} onClick={() => zoom.by(ZOOM_STEP)} />
        <IconButton
          icon={Maximize}
          label={t('fit')}
          aria-disabled={zoom.view.scale <= 1}
          onClick={zoom.reset}
          className={FADED}
        />
        <IconButton icon={X} label={t('close')} iconSize={22} onClick={onClose} />
      </div>
    </div>
  );
}
