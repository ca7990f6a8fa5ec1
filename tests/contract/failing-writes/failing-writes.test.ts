import { expect, test } from 'vitest';
import { describeEngines, type OpenEmptyStore } from '../../support/engines';
import { type FailureMode, failingDriver } from '../../support/failing-driver';
import { readRows } from './read-rows';
import { prepare, storesOf, WRITES } from './writes';

type Write = (typeof WRITES)[string];
const LIMIT = { timeout: 60_000 };

/** Does a write whose n-th statement fails; gives what a store that is opened after it holds. */
async function attempt(open: OpenEmptyStore, write: Write, number: number, mode: FailureMode) {
  const { database, openAgain, close } = await open();
  await prepare(storesOf(database, 1));
  const { wrap, wasReached } = failingDriver(number, mode);
  const result = await write(storesOf(openAgain(wrap), 1_000)).then(
    () => 'done',
    (error: unknown) => (wasReached() ? 'failed' : Promise.reject(error)),
  );
  const rows = await readRows(openAgain());
  await close();
  return { result, wasReached: wasReached(), rows };
}

/** After a write that failed at any of its statements the store is as before it or as after it. */
describeEngines('a write that fails half-way', (open) => {
  const whole = async (write: Write) =>
    (await attempt(open, write, Number.MAX_SAFE_INTEGER, 'unsent')).rows;

  test.each(Object.entries(WRITES))('%s', LIMIT, async (_name, write) => {
    const [before, after] = [await whole(async () => {}), await whole(write)];
    expect(after).not.toEqual(before);
    for (let number = 1; ; number += 1) {
      const unsent = await attempt(open, write, number, 'unsent');
      if (!unsent.wasReached) {
        expect(number, 'a write writes').toBeGreaterThan(1);
        return;
      }
      const unheard = await attempt(open, write, number, 'unheard');
      expect([unsent.result, unheard.result], `at ${number}`).toEqual(['failed', 'failed']);
      expect(unsent.rows, `at ${number}`).toEqual(before);
      const states = [before, after].map((rows) => JSON.stringify(rows));
      expect(states, `at ${number}`).toContain(JSON.stringify(unheard.rows));
    }
  });
});
