import 'client-only';
import { useEffect, useRef } from 'react';

/** Acts when the network is back or the page is seen again: what broke meanwhile can be taken up. */
export function useReopen(reopen: () => void): void {
  const latest = useRef(reopen);
  useEffect(() => {
    latest.current = reopen;
  });
  useEffect(() => {
    const act = () => {
      if (document.visibilityState === 'visible') latest.current();
    };
    window.addEventListener('online', act);
    document.addEventListener('visibilitychange', act);
    return () => {
      window.removeEventListener('online', act);
      document.removeEventListener('visibilitychange', act);
    };
  }, []);
}
