import 'client-only';
import { useCallback, useState } from 'react';
import { useInterval } from './use-interval';

const TICK_MS = 1000;

/**
 * The time, told anew each second.
 *
 * @returns Milliseconds since 1970, by this machine's clock.
 */
export function useClock(): number {
  const [now, setNow] = useState(() => Date.now());
  const tick = useCallback(() => setNow(Date.now()), []);
  useInterval(tick, TICK_MS);
  return now;
}
