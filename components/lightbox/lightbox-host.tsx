'use client';

import { Suspense } from 'react';
import { showInLightbox, useLightbox } from '@/lib/client/image/lightbox-store';
import { lazyPart } from '@/lib/client/version/lazy-part';

const Lightbox = lazyPart(async () => ({ default: (await import('./lightbox')).Lightbox }));

/** Shows what `openLightbox` asks for. One for the whole page; loads the lightbox when first needed. */
export function LightboxHost() {
  const shown = useLightbox();
  if (!shown) return null;
  return (
    <Suspense fallback={null}>
      <Lightbox images={shown.images} index={shown.index} onIndexChange={showInLightbox} />
    </Suspense>
  );
}
