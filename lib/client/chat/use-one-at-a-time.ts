import 'client-only';
import { useRef } from 'react';

/**
 * Does one act after the other: one that comes while another is on its way is not done, which is `false`.
 *
 * @param begin - Comes before each act that is done.
 */
export function useOneAtATime(begin: () => void) {
  const isActing = useRef(false);
  return async (act: () => Promise<boolean>): Promise<boolean> => {
    if (isActing.current) return false;
    isActing.current = true;
    begin();
    return act().finally(() => {
      isActing.current = false;
    });
  };
}
