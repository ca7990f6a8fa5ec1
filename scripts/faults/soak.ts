/**
 * `npm run soak`: many clients over lines that break, stall and crawl ask the built app for hours if
 * wanted; they resume, reload, stop and delete. Counts tokens that are lost, doubled or out of order, and
 * what memory and handles do. Needs a build.
 *
 * Options: `--minutes 20 --streams 30 --seed 1 --engine sqlite|postgres`; `--faulty-upstream` spoils tokens, to
 * see that it is noticed.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ChatClient } from '@/tests/support/chat-client';
import { openFaultyProxy } from '@/tests/support/faulty-proxy';
import { startApp } from '@/tests/support/start-app';
import { createRandom } from '../fixtures/random';
import { openEngine, parseEngine } from '../load/engine';
import { describeRun } from '../load/machine';
import { judge, type Verdict, writeResult } from '../load/report';
import { startTokenUpstream } from '../load/start-token-upstream';
import { round } from '../load/statistics';
import { countFaults } from '../load/token-ledger';
import { runSlot } from './soak/run-slot';
import { growthOf, sampleProcess } from './soak/sample-process';
import { Tally } from './soak/tally';
import { troubleLine } from './soak/trouble-line';

const MOST_MEGABYTES_PER_MINUTE = 1;
/** A shorter run says nothing about growth. */
const FEWEST_MINUTES = 10;
/** The clients' connections come and go: so many more or less are none that leaked. */
const HANDLES_TOLERANCE = 15;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    streams: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    engine: { type: 'string', default: 'sqlite' },
    'faulty-upstream': { type: 'boolean', default: false },
  },
});

const facts = describeRun();
const minutes = Number(values.minutes);
const engine = parseEngine(values.engine);
const opened = await openEngine(engine);
const upstream = await startTokenUpstream({
  tokens: 100,
  rate: 20,
  isFaulty: values['faulty-upstream'],
});
const app = await startApp({ env: { ...opened.env, ...upstream.env } });
const tally = new Tally();
const over = new AbortController();
const port = Number(new URL(app.url).port);

/** One client with a line of its own; both draw from numbers of their own. */
async function runClient(index: number): Promise<void> {
  const line = await openFaultyProxy(port);
  const seed = Number(values.seed) * 1000 + index;
  const shared = { tally, signal: over.signal };
  const troubling = troubleLine(line, { ...shared, random: createRandom(-seed) });
  const [shaky, steady] = [new ChatClient(line.url), new ChatClient(app.url)];
  const options = { ...shared, name: `client ${index}`, shaky, steady, random: createRandom(seed) };
  await runSlot(options);
  await troubling;
  await line.close();
}

const endSampling = sampleProcess(app.process.pid ?? 0);
const clients = Array.from({ length: Number(values.streams) }, (_, index) => runClient(index + 1));
// Listened to from the start: a client that fails ends the soak.
const running = Promise.all(clients);
await Promise.race([wait(minutes * 60_000), running]);
over.abort();
await running;
const samples = endSampling();
await app.stop();
await upstream.stop();
await opened.close();

const growth = growthOf(samples);
const { counts, faults, problems } = tally;
console.table([counts]);
console.table([{ ...faults, problems: problems.length, ...growth }]);
writeResult(`soak-${engine}`, { ...facts, ...values, counts, faults, problems, growth, samples });

const { handlesBefore, handlesAfter, megabytesPerMinute } = growth;
const verdicts: Verdict[] = [
  {
    what: 'no token lost, doubled or out of order',
    is: JSON.stringify(faults),
    isKept: countFaults(faults) === 0,
  },
  {
    what: 'every answer has the end it should have',
    is: `${problems.length} not`,
    isKept: problems.length === 0,
  },
  {
    what: 'lines broke and were resumed',
    is: `${counts.resumed} times`,
    isKept: counts.resumed > 0,
  },
];
if (minutes >= FEWEST_MINUTES) {
  verdicts.push(
    {
      what: `memory grows by < ${MOST_MEGABYTES_PER_MINUTE} MB a minute`,
      is: `${round(megabytesPerMinute, 2)} MB`,
      isKept: megabytesPerMinute < MOST_MEGABYTES_PER_MINUTE,
    },
    {
      what: 'handles stay',
      is: `${handlesBefore} to ${handlesAfter}`,
      isKept: handlesAfter - handlesBefore <= HANDLES_TOLERANCE,
    },
  );
}
judge(verdicts);
