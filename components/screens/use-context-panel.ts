'use client';

import { useCallback, useRef, useState } from 'react';
import { useMediaQuery } from '@/lib/client/layout/use-media-query';
import { usePreference } from '@/lib/client/preferences/preference';

/** Room for a third column; below it the panel comes over the page. Tailwind's `lg`. */
const WIDE = '(min-width: 64rem)';

/** Whether the panel of what the model sees is open: remembered where it has a place of its own. */
export function useContextPanel() {
  const isWide = useMediaQuery(WIDE);
  const [kept, keep] = usePreference('context-panel');
  const [isOver, setOver] = useState(false);
  const [wasPressed, setPressed] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const isOpen = isWide ? kept === 'open' : isOver;

  const set = useCallback(
    (isToBeOpen: boolean) => {
      if (isWide) keep(isToBeOpen ? 'open' : 'closed');
      else setOver(isToBeOpen);
    },
    [isWide, keep],
  );
  return {
    isOpen,
    isWide,
    /** Of the button that opens it. */
    button,
    /** Whether it was opened by the person on this page. */
    wasPressed,
    toggle() {
      setPressed(true);
      set(!isOpen);
    },
    /** The focus goes back to where it was opened from. */
    close() {
      set(false);
      button.current?.focus();
    },
  };
}
