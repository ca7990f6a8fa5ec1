/**
 * `npm run bench:store`: a store of 10,000 conversations and 1,000,000 messages, through the product's own
 * stores: listing, opening, writing, searching, and whether streams would be late meanwhile. The seeded
 * SQLite file is kept in the system's temporary folder for the next run.
 *
 * Options: `--engine sqlite|postgres --conversations 10000 --messages 1000000`.
 */
import { parseArgs } from 'node:util';
import { createContext } from '@/lib/server/context';
import { parseEngine } from '../load/engine';
import { describeRun } from '../load/machine';
import { judge, type Verdict, writeResult } from '../load/report';
import { round } from '../load/statistics';
import { type Measured, measureStore } from './store/measure-store';
import { openSeeded } from './store/open-seeded';

const LIST_P95_MS = 20;
const SEARCH_P50_MS = 50;
const LAG_P99_MS = 50;

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'sqlite' },
    conversations: { type: 'string', default: '10000' },
    messages: { type: 'string', default: '1000000' },
  },
});

const facts = describeRun();
const engine = parseEngine(values.engine);
const size = { conversations: Number(values.conversations), messages: Number(values.messages) };
const startedAt = performance.now();
const { config, close } = await openSeeded(engine, size);
const seedSeconds = round((performance.now() - startedAt) / 1000);
const context = await createContext(config);
const { rows, lagWhileSearching } = await measureStore(context);
await context.close();
await close();

const toLine = (what: string, { p50, p95, p99, worst }: Measured['milliseconds']) => ({
  what,
  'p50 ms': round(p50, 2),
  'p95 ms': round(p95, 2),
  'p99 ms': round(p99, 2),
  'worst ms': round(worst, 2),
});
console.table([
  ...rows.map(({ what, milliseconds }) => toLine(what, milliseconds)),
  toLine('lag of a timer meanwhile', lagWhileSearching),
]);
writeResult(`store-${engine}`, { ...facts, engine, ...size, seedSeconds, rows, lagWhileSearching });

function verdict(what: string, part: 'p50' | 'p95', limit: number): Verdict {
  const value = rows.find((row) => row.what === what)?.milliseconds[part] ?? Number.NaN;
  return {
    what: `${what} ${part} < ${limit} ms`,
    is: `${round(value, 2)} ms`,
    isKept: value < limit,
  };
}
judge([
  verdict('list the newest', 'p95', LIST_P95_MS),
  verdict('list further down', 'p95', LIST_P95_MS),
  verdict('search a rare word', 'p50', SEARCH_P50_MS),
  {
    what: `no stream is late meanwhile: lag p99 < ${LAG_P99_MS} ms`,
    is: `${round(lagWhileSearching.p99, 2)} ms`,
    isKept: lagWhileSearching.p99 < LAG_P99_MS,
  },
]);
