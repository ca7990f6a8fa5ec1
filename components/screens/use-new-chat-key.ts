'use client';

import { useEffect } from 'react';

/** Ctrl Shift O, or Command Shift O, begins a new chat. */
export function useNewChatKey(startNew: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isCommand = event.ctrlKey || event.metaKey;
      if (!isCommand || !event.shiftKey || event.key.toLowerCase() !== 'o') return;
      event.preventDefault();
      startNew();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [startNew]);
}
