import 'server-only';
import { createContext, Script } from 'node:vm';

const CALL = new Script('call()');

/**
 * Runs something that never waits, and ends it where it stands when its time is over: also inside a
 * regular expression that goes astray.
 *
 * @param limitMs - In milliseconds; other requests stand still that long at most.
 * @throws what it threw, and an `Error` with the code `ERR_SCRIPT_EXECUTION_TIMEOUT` when it took longer.
 */
export function withinTime<T>(limitMs: number, run: () => T): T {
  const result: T[] = [];
  // V8 stops whatever runs under the script, not only the script's own code.
  const context = createContext({ call: () => void result.push(run()) });
  CALL.runInContext(context, { timeout: limitMs });
  const [only] = result;
  return only as T;
}
