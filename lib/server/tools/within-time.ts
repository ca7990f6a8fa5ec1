import 'server-only';
import { createContext, Script } from 'node:vm';

const SCRIPT = new Script('run()');

/** What was asked for took longer than it may. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

// The error is one of the other realm: no instance of ours.
const isTimeout = (thrown: unknown) =>
  typeof thrown === 'object' &&
  thrown !== null &&
  'code' in thrown &&
  thrown.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/**
 * Does something that must not hold this process up: work whose length a model or a stranger decides, such as
 * a formula or a regular expression. It is ended wherever it stands; it is not shut in.
 *
 * @param act - Without side effects, as it may end anywhere, and without waiting.
 * @throws OutOfTime, and what `act` throws.
 */
export function withinTime<Result>(milliseconds: number, act: () => Result): Result {
  const results: Result[] = [];
  const run = () => void results.push(act());
  try {
    SCRIPT.runInContext(createContext({ run }), { timeout: milliseconds });
  } catch (thrown) {
    if (isTimeout(thrown)) throw new OutOfTime(`took more than ${milliseconds} ms`);
    throw thrown;
  }
  const [result] = results;
  // It ran to its end: there is one, be it `undefined`.
  return result as Result;
}
