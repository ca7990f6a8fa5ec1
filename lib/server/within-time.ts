import 'server-only';
import { createContext, Script } from 'node:vm';

const CALL = new Script('call()');

/** Whether `withinTime` ended what it ran. The error is one of another realm: no instance of ours. */
export const isOutOfTime = (thrown: unknown): boolean =>
  typeof thrown === 'object' &&
  thrown !== null &&
  'code' in thrown &&
  thrown.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/**
 * Runs something that never waits, and ends it where it stands when its time is over: also inside a
 * regular expression that goes astray.
 *
 * @param limitMs - In milliseconds; other requests stand still that long at most.
 * @param run - Without side effects: it may end anywhere.
 * @throws what it threw; when it took longer, what `isOutOfTime` tells.
 */
export function withinTime<T>(limitMs: number, run: () => T): T {
  const result: T[] = [];
  // V8 stops whatever runs under the script, not only the script's own code.
  const context = createContext({ call: () => void result.push(run()) });
  CALL.runInContext(context, { timeout: limitMs });
  const [only] = result;
  return only as T;
}
