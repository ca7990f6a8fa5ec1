import { setImmediate } from 'node:timers/promises';
import { type MockInstance, vi } from 'vitest';

/** How often an answer's end is tried to be stored. */
const TRIES = 7;
/** Small: what else waits must not be over before. */
const STEP_MS = 250;

/** Lets the store fail for good: with fake timers, every wait for it is over at once. */
export async function expireRetries(save: MockInstance): Promise<void> {
  while (save.mock.calls.length < TRIES) {
    await setImmediate();
    vi.advanceTimersByTime(STEP_MS);
  }
}
