import 'server-only';

/** Runs a task as soon as a slot is free; tasks that wait are taken in order. */
export type RunInSlot = <Result>(task: () => Promise<Result>) => Promise<Result>;

/**
 * Lets at most so many tasks run at the same time.
 *
 * @param count - Slots, at least 1.
 */
export function createSlots(count: number): RunInSlot {
  let free = count;
  const waiting: (() => void)[] = [];

  return async (task) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      // A slot is handed over, not given back, so that no newcomer can overtake.
      if (next) next();
      else free += 1;
    }
  };
}
