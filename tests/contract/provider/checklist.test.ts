import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { CHECKLIST } from '../../support/upstream/checklist';

/** A box in the title of a test. */
const TICK = /\bbox\(\s*'([^']+)',?\s*\)/g;

async function readTicks(): Promise<readonly string[]> {
  const ticks: string[] = [];
  for await (const path of glob('tests/{contract,integration}/**/*.test.ts')) {
    const text = readFileSync(path, 'utf8');
    ticks.push(...[...text.matchAll(TICK)].map(([, name]) => name ?? ''));
  }
  return ticks;
}

test('every box of the checklist of the simulator is ticked by a test, by its name, once', async () => {
  const ticks = (await readTicks()).toSorted();
  expect(ticks).toEqual(CHECKLIST.toSorted());
});
