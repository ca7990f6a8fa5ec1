import 'client-only';
import { useEffect, useState } from 'react';
import { useClock } from './use-clock';

/** When things were seen to begin, by name, in milliseconds since 1970; `null` where they had begun before. */
const begun = new Map<string, number | null>();

/**
 * Whole seconds since something was seen to begin, also where it is shown again meanwhile.
 *
 * @param name - The same for the same thing, wherever it is shown again.
 * @param isNew - Whether it begins now, when it is shown for the first time.
 * @returns 0 for what had begun before: nobody here knows when.
 */
export function useSecondsOf(name: string, isNew: boolean): number {
  const now = useClock();
  const [beganAt] = useState(() => {
    const known = begun.get(name);
    return known === undefined && isNew ? now : (known ?? null);
  });
  useEffect(() => {
    begun.set(name, beganAt);
  }, [name, beganAt]);
  return beganAt === null ? 0 : Math.max(0, Math.floor((now - beganAt) / 1000));
}
