import 'client-only';
import { type FocusEvent, useState } from 'react';

/**
 * The row of a list (`data-row`) that holds the focus: it must stay mounted wherever the reader scrolls,
 * or the focus would be lost.
 */
export function useFocusedRow() {
  const [focusedId, setFocusedId] = useState<string | null>(null);
  return {
    focusedId,
    onFocus({ target }: FocusEvent) {
      const row = target.closest('[data-row]');
      setFocusedId(row instanceof HTMLElement ? (row.dataset.row ?? null) : null);
    },
    onBlur: () => setFocusedId(null),
  };
}
