'use client';

import { Dialog } from 'radix-ui';
import type { KeyboardEvent } from 'react';
import { useReturnFocus } from '@/components/ui/use-return-focus';
import type { LightboxImage } from '@/lib/client/image/lightbox-store';
import { ZOOM_STEP } from '@/lib/client/image/zoom';
import { LightboxBar } from './lightbox-bar';
import { LightboxCaption } from './lightbox-caption';
import { useZoom } from './use-zoom';
import { ZoomStage } from './zoom-stage';

type LightboxProps = {
  images: readonly LightboxImage[];
  /** Which one is shown; `null` while it is closed. */
  index: number | null;
  onIndexChange: (index: number | null) => void;
};

const NO_SIZE = { width: 1, height: 1 };

/** Pictures large, one at a time, over the whole window. The focus goes back to where it was. */
export function Lightbox({ images, index, onIndexChange }: LightboxProps) {
  const image = index === null ? undefined : images[index];
  const zoom = useZoom(image ?? NO_SIZE, image?.id ?? '');
  const returnFocus = useReturnFocus();

  const step = (by: number) => {
    if (index !== null && images[index + by]) onIndexChange(index + by);
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const actions: Partial<Record<string, () => void>> = {
      ArrowRight: () => step(forward),
      ArrowLeft: () => step(-forward),
      '+': () => zoom.by(ZOOM_STEP),
      '=': () => zoom.by(ZOOM_STEP),
      '-': () => zoom.by(1 / ZOOM_STEP),
      '0': zoom.reset,
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
  return (
    <Dialog.Root open={image !== undefined} onOpenChange={(open) => open || onIndexChange(null)}>
      <Dialog.Portal>
        <Dialog.Content
          onKeyDown={press}
          onOpenAutoFocus={(event) => {
            returnFocus.onOpenAutoFocus();
            // The window as a whole, so that its name is read out and no button looks pressed.
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          onCloseAutoFocus={returnFocus.onCloseAutoFocus}
          className="fixed inset-0 z-50 flex flex-col bg-background text-text outline-none"
        >
          {image && index !== null && (
            <>
              <LightboxBar
                position={{ index, count: images.length }}
                zoom={zoom}
                onStep={step}
                onClose={() => onIndexChange(null)}
              />
              <ZoomStage image={image} zoom={zoom} onSwipe={step} />
              <LightboxCaption image={image} />
            </>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
