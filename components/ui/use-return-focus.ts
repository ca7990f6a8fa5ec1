import { useRef } from 'react';

/** What opened a dialog; for an item of a menu, which is gone by then, the button of the menu. */
function findOpener(): HTMLElement | null {
  const active = document.activeElement;
  const menuLabel = active?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  const opener = menuLabel ? document.getElementById(menuLabel) : active;
  return opener instanceof HTMLElement ? opener : null;
}

/** Gives the focus back to what had it. Radix does so only for a trigger of its own. */
export function useReturnFocus() {
  const opener = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: () => {
      opener.current = findOpener();
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      // What was opened by it may have taken the focus already.
      if (document.activeElement === document.body) opener.current?.focus();
    },
  };
}
