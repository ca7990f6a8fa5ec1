import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { DraftStore } from '@/lib/client/draft/draft-store';

/** Where Alt with a key moves a tile; `null` for a key that does not. */
function placeAfter(
  key: string,
  index: number,
  { count, isRightToLeft }: { count: number; isRightToLeft: boolean },
) {
  const forward = isRightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const backward = isRightToLeft ? 'ArrowRight' : 'ArrowLeft';
  if (key === forward || key === 'ArrowDown') return index + 1;
  if (key === backward || key === 'ArrowUp') return index - 1;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

/** Moves pictures by keyboard and tells a screen reader where they went. */
export function useKeyboardReorder(draft: DraftStore) {
  const t = useTranslations('composer');
  const [announcement, setAnnouncement] = useState('');
  const focused = useRef<HTMLElement | null>(null);

  useLayoutEffect(() => {
    // A browser takes the focus from an element that moves in the document.
    focused.current?.focus();
    focused.current = null;
  });

  const moveTo = (from: number, to: number) => {
    const { attachments } = draft.getSnapshot();
    const moved = attachments[from];
    if (!moved || to < 0 || to >= attachments.length || to === from) return;
    if (document.activeElement instanceof HTMLElement) focused.current = document.activeElement;
    draft.move(from, to);
    setAnnouncement(t('moved', { name: moved.name, number: to + 1, count: attachments.length }));
  };
  const pressKey = (event: KeyboardEvent, index: number) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    const isRightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl';
    const count = draft.getSnapshot().attachments.length;
    const place = placeAfter(event.key, index, { count, isRightToLeft });
    if (place === null) return;
    // Alt with an arrow is a browser's way back.
    event.preventDefault();
    moveTo(index, place);
  };
  return { announcement, moveTo, pressKey };
}
