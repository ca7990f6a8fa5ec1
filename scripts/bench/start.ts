/**
 * `npm run bench:start`: how long the built app takes from its start to the first good `/readyz`, and
 * the memory it holds when nobody uses it. Needs a build (`npm run build`).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { startApp } from '../../tests/support/start-app';

const RUNS = 7;
const IDLE_MILLISECONDS = 5_000;
const BYTES_PER_KIBIBYTE = 1024;
const BUDGET = { readyMs: 1_500, idleMegabytes: 200 };

/** Resident memory of a process in MB (10^6 bytes). Linux only. */
function residentMegabytes(id: number | undefined): number {
  const status = readFileSync(`/proc/${id}/status`, 'utf8');
  const kibibytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  return (kibibytes * BYTES_PER_KIBIBYTE) / 1e6;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const readyTimes: number[] = [];
const idleMemory: number[] = [];
for (let run = 0; run < RUNS; run += 1) {
  const startedAt = performance.now();
  const app = await startApp();
  readyTimes.push(performance.now() - startedAt);
  await wait(IDLE_MILLISECONDS);
  idleMemory.push(residentMegabytes(app.process.pid));
  await app.stop();
}

const result = {
  machine: `${cpus().length} x ${cpus()[0]?.model}`,
  node: process.version,
  runs: RUNS,
  readyMsMedian: Math.round(median(readyTimes)),
  readyMsWorst: Math.round(Math.max(...readyTimes)),
  idleMegabytesMedian: Math.round(median(idleMemory)),
  idleMegabytesWorst: Math.round(Math.max(...idleMemory)),
  budget: BUDGET,
};
mkdirSync('bench-results', { recursive: true });
writeFileSync('bench-results/start.json', `${JSON.stringify(result, null, 2)}\n`);
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
