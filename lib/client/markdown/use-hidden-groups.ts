import 'client-only';
import { startTransition, useEffect, useState } from 'react';

/** Groups at the beginning and at the end of an answer that are mounted at once: what one may see first. */
const FIRST_GROUPS = 2;
const LAST_GROUPS = 2;

/** On the server, and where a test asks for HTML, nothing comes later. */
const CAN_WAIT = typeof Worker !== 'undefined';

type Hidden = { readonly start: number; readonly end: number };

/**
 * The groups of blocks, from `start` up to `end`, that are not to be mounted yet: of a finished answer the
 * middle, which follows group by group, the last first, while nobody waits. One that is being written hides none.
 */
export function useHiddenGroups(count: number, isStreaming: boolean): Hidden {
  const [hidden, setHidden] = useState<Hidden>(() => {
    const end = CAN_WAIT && !isStreaming ? count - LAST_GROUPS : 0;
    return { start: FIRST_GROUPS, end };
  });
  const { start, end } = hidden;
  useEffect(() => {
    if (end <= start) return;
    const timer = setTimeout(() => startTransition(() => setHidden({ start, end: end - 1 })), 0);
    return () => clearTimeout(timer);
  }, [start, end]);
  return hidden;
}
