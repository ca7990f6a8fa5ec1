import { setTimeout as wait } from 'node:timers/promises';
import type { Fault, FaultyProxy } from '@/tests/support/faulty-proxy';
import type { Tally } from './tally';

const CALM_MS = 6_000;
const LONGEST_STALL_MS = 4_000;
const LONGEST_SLOWNESS_MS = 5_000;
const SLOW_BYTES_PER_SECOND = 1_000;
const HEALTHY: Fault = { kind: 'none' };

/** Brings one kind of trouble upon a line for a while. */
async function trouble(line: FaultyProxy, random: () => number, tally: Tally): Promise<void> {
  const kind = random();
  if (kind < 0.5) {
    tally.count('cuts');
    line.cut();
    return;
  }
  if (kind < 0.75) {
    tally.count('stalls');
    line.set({ kind: 'stall' });
    await wait(random() * LONGEST_STALL_MS);
  } else {
    tally.count('slowLines');
    line.set({ kind: 'slow', bytesPerSecond: SLOW_BYTES_PER_SECOND });
    await wait(random() * LONGEST_SLOWNESS_MS);
  }
  line.set(HEALTHY);
}

/** Troubles a line at random moments until it is told to stop. */
export async function troubleLine(
  line: FaultyProxy,
  { random, tally, signal }: { random: () => number; tally: Tally; signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    await wait(random() * CALM_MS);
    await trouble(line, random, tally);
  }
}
