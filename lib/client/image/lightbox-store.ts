import 'client-only';
import { useSyncExternalStore } from 'react';

/** A picture as the lightbox shows it. Width, height in pixels, bytes of what is sent. */
export type LightboxImage = {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly bytes?: number | undefined;
};

type Shown = { readonly images: readonly LightboxImage[]; readonly index: number };

let shown: Shown | null = null;
const listeners = new Set<() => void>();

function show(next: Shown | null): void {
  shown = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows pictures large, beginning with one of them. */
export function openLightbox(images: readonly LightboxImage[], index: number): void {
  show({ images, index });
}

/** Shows another of the pictures; `null` closes. */
export function showInLightbox(index: number | null): void {
  show(shown && index !== null ? { ...shown, index } : null);
}

/** What the lightbox shows, followed; `null` while it is closed. */
export function useLightbox(): Shown | null {
  return useSyncExternalStore(
    subscribe,
    () => shown,
    () => null,
  );
}
