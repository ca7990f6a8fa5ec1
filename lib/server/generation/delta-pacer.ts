import 'server-only';

/** Longest wait of a delta for others, in milliseconds; shorter than one paint of the page. */
const HOLD_MS = 40;
/** Deltas of one answer that follow each other faster come from a fast upstream; milliseconds. */
const FAST_GAP_MS = 8;
/** Deltas a second of the whole process beyond which room is scarce. */
const CROWDED_RATE = 1500;
const WINDOW_MS = 100;

/**
 * Says when deltas go out: at once while there is room, else together with those that follow within
 * 40 ms. One pacer serves all answers of the process, so that a crowd shares one timer.
 */
export type DeltaPacer = {
  /**
   * Whether a delta that comes now should be held for a moment.
   *
   * @param lastAt - When the delta before it came, by `now`.
   */
  shouldHold(lastAt: number): boolean;
  /** Calls once the moment is over. */
  hold(release: () => void): void;
  now(): number;
};

export function createDeltaPacer(now: () => number = () => performance.now()): DeltaPacer {
  let held: (() => void)[] = [];
  let windowStart = 0;
  let count = 0;
  let isCrowded = false;

  const release = () => {
    const releases = held;
    held = [];
    for (const each of releases) each();
  };
  return {
    now,
    shouldHold(lastAt) {
      const time = now();
      count += 1;
      if (time - windowStart >= WINDOW_MS) {
        isCrowded = (count * 1000) / (time - windowStart) > CROWDED_RATE;
        windowStart = time;
        count = 0;
      }
      return isCrowded || time - lastAt < FAST_GAP_MS;
    },
    hold(each) {
      if (held.length === 0) setTimeout(release, HOLD_MS);
      held.push(each);
    },
  };
}
