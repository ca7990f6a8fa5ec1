import 'client-only';
import { useCallback, useState } from 'react';
import { useInterval } from './use-interval';

const TICK_MS = 1000;

/**
 * The time, told anew each second.
 *
 * @param endsAt - From then on it stands still, in milliseconds since 1970.
 * @returns Milliseconds since 1970, by this machine's clock.
 */
export function useClock(endsAt = Number.POSITIVE_INFINITY): number {
  const [now, setNow] = useState(() => Date.now());
  const tick = useCallback(() => setNow(Date.now()), []);
  useInterval(tick, now < endsAt ? TICK_MS : null);
  return now;
}
