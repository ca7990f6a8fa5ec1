import type { Dialect } from 'kysely';
import { wrapDriver } from '@/lib/server/database/wrap-driver';

const WRITE = /^\s*(insert|update|delete|create|alter|drop|commit|with)\b/i;

/** `unsent`: the statement never runs. `unheard`: it runs, but its success gets lost. */
export type FailureMode = 'unsent' | 'unheard';

/** What the driver throws then. */
export class PlantedFailure extends Error {}

/** A driver whose n-th write fails, a commit counted as one; `wasReached` says whether there were that many. */
export function failingDriver(number: number, mode: FailureMode) {
  let count = 0;
  const wrap = (dialect: Dialect): Dialect =>
    wrapDriver(dialect, async (statement, run) => {
      if (!WRITE.test(statement)) return run();
      count += 1;
      if (count !== number) return run();
      if (mode === 'unheard') await run();
      throw new PlantedFailure(`${mode}: ${statement}`);
    });
  return { wrap, wasReached: () => count >= number };
}
