import 'client-only';
import { useEffect } from 'react';

/**
 * Does something again and again.
 *
 * @param act - The same function at each rendering, or the wait begins anew.
 * @param intervalMs - Milliseconds from one time to the next; `null` for not at all.
 */
export function useInterval(act: () => void, intervalMs: number | null): void {
  useEffect(() => {
    if (intervalMs === null) return;
    const timer = setInterval(act, intervalMs);
    return () => clearInterval(timer);
  }, [act, intervalMs]);
}
