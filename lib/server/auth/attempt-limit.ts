import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';

/** Wrong passwords that are taken without a wait. */
const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** After that long without a wrong password the count starts again. */
const FORGET_AFTER_MS = 15 * 60_000;

/**
 * Slows down guessing. It counts for everybody together, because the sender's address can be forged
 * in front of us; open sessions are not touched by it.
 *
 * @param now - Milliseconds since 1970.
 */
export function createAttemptLimit(now: () => number) {
  let failures = 0;
  let lastFailure = 0;
  let openFrom = 0;

  return {
    /** @throws AppError `throttled` with `{ seconds }` to wait. */
    check(): void {
      if (now() - lastFailure > FORGET_AFTER_MS) failures = 0;
      const waitMs = openFrom - now();
      if (waitMs > 0) throw new AppError('throttled', { seconds: Math.ceil(waitMs / 1000) });
    },
    recordFailure(): void {
      failures += 1;
      lastFailure = now();
      if (failures < FREE_FAILURES) return;
      const wait = FIRST_WAIT_MS * 2 ** (failures - FREE_FAILURES);
      openFrom = lastFailure + Math.min(wait, LONGEST_WAIT_MS);
    },
  };
}
