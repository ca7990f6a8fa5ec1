/**
 * `npm run bench:start`: how long the built app takes from its start to the first good `/readyz`, and
 * the memory it holds when nobody uses it. Needs a build (`npm run build`).
 */
import { setTimeout as wait } from 'node:timers/promises';
import { startApp } from '../../tests/support/start-app';
import { describeRun } from '../load/machine';
import { residentMegabytes } from '../load/process-usage';
import { writeResult } from '../load/report';
import { median } from '../load/statistics';

const RUNS = 7;
const IDLE_MILLISECONDS = 5_000;
const BUDGET = { readyMs: 1_500, idleMegabytes: 200 };

const readyTimes: number[] = [];
const idleMemory: number[] = [];
for (let run = 0; run < RUNS; run += 1) {
  const startedAt = performance.now();
  const app = await startApp();
  readyTimes.push(performance.now() - startedAt);
  await wait(IDLE_MILLISECONDS);
  idleMemory.push(residentMegabytes(app.process.pid ?? 0));
  await app.stop();
}

const result = {
  ...describeRun(),
  runs: RUNS,
  readyMsMedian: Math.round(median(readyTimes)),
  readyMsWorst: Math.round(Math.max(...readyTimes)),
  idleMegabytesMedian: Math.round(median(idleMemory)),
  idleMegabytesWorst: Math.round(Math.max(...idleMemory)),
  budget: BUDGET,
};
writeResult('start', result);
console.table({
  'start to /readyz (ms)': {
    median: result.readyMsMedian,
    worst: result.readyMsWorst,
    budget: BUDGET.readyMs,
  },
  'idle memory (MB)': {
    median: result.idleMegabytesMedian,
    worst: result.idleMegabytesWorst,
    budget: BUDGET.idleMegabytes,
  },
});
