import 'client-only';
import { useCallback, useEffect, useRef } from 'react';

/** One thing to be done after a wait; a new one replaces it, leaving the page takes it back. */
export function useLater() {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const cancel = useCallback(() => clearTimeout(timer.current), []);
  const later = useCallback(
    (act: () => void, ms: number) => {
      cancel();
      timer.current = setTimeout(act, ms);
    },
    [cancel],
  );
  useEffect(() => cancel, [cancel]);
  return { later, cancel };
}
