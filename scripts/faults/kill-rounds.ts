/**
 * `npm run kill-rounds`: kills the built app (SIGKILL) at a random moment while it answers, starts it
 * again and asks over HTTP for everything that it had acknowledged. Prints a table, writes JSON, fails when
 * something is missing. Needs a build.
 *
 * Options: `--engine sqlite|postgres --rounds 100 --seed 1`; `--sigterm --rounds 20 --streams 50` asks it to end
 * instead; `--spoil` damages the SQLite file after each kill, to see that it is noticed.
 */
import { parseArgs } from 'node:util';
import { openEngine, parseEngine } from '../load/engine';
import { describeRun } from '../load/machine';
import { judge, writeResult } from '../load/report';
import { startTokenUpstream } from '../load/start-token-upstream';
import { round } from '../load/statistics';
import { runKills } from './kill-rounds/run-kills';
import { runTerminations } from './kill-rounds/run-terminations';

const MOST_SECONDS_BEHIND = 0.5;
const MOST_EXIT_SECONDS = 30;
const MOST_READY_SECONDS = 3;

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'sqlite' },
    rounds: { type: 'string' },
    seed: { type: 'string', default: '1' },
    spoil: { type: 'boolean', default: false },
    sigterm: { type: 'boolean', default: false },
    streams: { type: 'string', default: '50' },
  },
});

const facts = describeRun();
const engine = parseEngine(values.engine);
const opened = await openEngine(engine);
// An answer that nobody planned ends at once: that of Continue.
const upstream = await startTokenUpstream({ tokens: 20, rate: 0 });

async function kill(): Promise<void> {
  const rounds = Number(values.rounds ?? 100);
  const seed = Number(values.seed);
  const startedAt = performance.now();
  const options = { engine, opened, env: upstream.env, rounds, seed, isSpoilt: values.spoil };
  const counts = await runKills(options);
  const secondsPerRound = round((performance.now() - startedAt) / 1000 / rounds, 2);
  const result = { engine, rounds, seed, ...counts, secondsPerRound };
  console.table([result]);
  writeResult(`kill-rounds-${engine}`, { ...facts, ...result });
  const { questions, pictures, lost, wrong, worstSecondsBehind, damagedFiles } = counts;
  judge([
    { what: 'something was acknowledged', is: `${questions} questions`, isKept: questions > 0 },
    {
      what: 'nothing acknowledged is lost',
      is: `${lost} of ${questions + pictures}`,
      isKept: lost === 0,
    },
    {
      what: `stored answers are <= ${MOST_SECONDS_BEHIND} s behind what was seen`,
      is: `${round(worstSecondsBehind, 2)} s`,
      isKept: worstSecondsBehind <= MOST_SECONDS_BEHIND,
    },
    {
      what: 'cut answers are beginnings and can be gone on with',
      is: `${wrong} wrong`,
      isKept: wrong === 0,
    },
    { what: 'the file is whole', is: `${damagedFiles} damaged`, isKept: damagedFiles === 0 },
  ]);
}

async function terminate(): Promise<void> {
  const env = { ...opened.env, ...upstream.env };
  const options = { env, rounds: Number(values.rounds ?? 20), streams: Number(values.streams) };
  const rounds = await runTerminations(options);
  const sum = (read: (row: (typeof rounds)[number]) => number) =>
    rounds.reduce((total, row) => total + read(row), 0);
  const result = {
    engine,
    rounds: rounds.length,
    streams: sum((row) => row.streams),
    withoutEnd: sum((row) => row.withoutEnd),
    notStored: sum((row) => row.notStored),
    tookQuestions: sum((row) => Number(row.tookQuestion)),
    badExits: sum((row) => Number(row.exit !== '0')),
    worstExitSeconds: round(Math.max(...rounds.map((row) => row.exitSeconds))),
    worstReadySeconds: round(Math.max(...rounds.map((row) => row.readySeconds))),
  };
  console.table([result]);
  writeResult(`sigterm-rounds-${engine}`, { ...facts, ...result, each: rounds });
  const { withoutEnd, notStored, tookQuestions, badExits, worstExitSeconds, worstReadySeconds } =
    result;
  judge([
    { what: 'every stream gets an end', is: `${withoutEnd} without`, isKept: withoutEnd === 0 },
    {
      what: 'every answer is stored as it was seen',
      is: `${notStored} not`,
      isKept: notStored === 0,
    },
    {
      what: 'no question is taken any more',
      is: `${tookQuestions} taken`,
      isKept: tookQuestions === 0,
    },
    { what: 'it exits with 0', is: `${badExits} times not`, isKept: badExits === 0 },
    {
      what: `it exits within ${MOST_EXIT_SECONDS} s`,
      is: `${worstExitSeconds} s`,
      isKept: worstExitSeconds <= MOST_EXIT_SECONDS,
    },
    {
      what: `it is ready again within ${MOST_READY_SECONDS} s`,
      is: `${worstReadySeconds} s`,
      isKept: worstReadySeconds <= MOST_READY_SECONDS,
    },
  ]);
}

await (values.sigterm ? terminate() : kill());
await opened.close();
await upstream.stop();
