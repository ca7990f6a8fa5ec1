/**
 * `npm run bench:server`: the built app beside a bare Node proxy and a Next route that only hands on, all
 * in one run against one model server and one load, each in a process of its own. Every stream of the
 * app is a real turn of a new conversation, stored. Prints a table and the budget; needs a build.
 *
 * Options: `--streams 1,50,200,500 --runs 3 --tokens 300 --rate 50 --engine sqlite|postgres`;
 * `--profile <folder>` writes a processor profile of the app for each row and measures nothing else;
 * `--faulty-upstream` spoils tokens, to see that it is noticed.
 */
import { parseArgs } from 'node:util';
import { parseEngine } from '../load/engine';
import { describeRun } from '../load/machine';
import { judge, writeResult } from '../load/report';
import { startTokenUpstream } from '../load/start-token-upstream';
import { buildPassThrough } from './server/build-pass-through';
import { measureRow, type Row, type Volume } from './server/measure-row';
import { judgeSummary, type Summary, summarise, toTableLine } from './server/summarise';
import type { TargetName, TargetOptions } from './server/targets';

const { values } = parseArgs({
  options: {
    streams: { type: 'string', default: '1,50,200,500' },
    runs: { type: 'string', default: '3' },
    tokens: { type: 'string', default: '300' },
    rate: { type: 'string', default: '50' },
    engine: { type: 'string', default: 'sqlite' },
    profile: { type: 'string' },
    'faulty-upstream': { type: 'boolean', default: false },
  },
});

const targets: readonly TargetName[] = values.profile
  ? ['tenlens']
  : ['direct', 'bare proxy', 'pass-through', 'tenlens'];
const facts = describeRun();
const engine = parseEngine(values.engine);
const options: TargetOptions = {
  engine,
  passThroughServer: buildPassThrough(facts.next),
  nodeOptions: values.profile && `--cpu-prof --cpu-prof-dir=${values.profile}`,
};
const upstream = await startTokenUpstream({
  tokens: Number(values.tokens),
  rate: Number(values.rate),
  isFaulty: values['faulty-upstream'],
});

/** All servers in turn, as often as wanted, so that a busy minute of the machine meets all of them. */
async function measureVolume(volume: Volume): Promise<Row[]> {
  const rows: Row[] = [];
  for (let run = 0; run < Number(values.runs); run += 1) {
    for (const target of targets) {
      rows.push(await measureRow(target, upstream, volume, options));
    }
  }
  return rows;
}

const rows: Row[] = [];
const summaries: Summary[] = [];
for (const streams of values.streams.split(',').map(Number)) {
  const volume = { streams, tokens: Number(values.tokens), rate: Number(values.rate) };
  const measured = await measureVolume(volume);
  rows.push(...measured);
  const lines = summarise(measured, targets);
  summaries.push(...lines);
  console.table(lines.map(toTableLine));
}
await upstream.stop();
if (!values.profile) {
  writeResult('server', { ...facts, engine, runs: Number(values.runs), summaries, rows });
  judge(summaries.filter(({ target }) => target === 'tenlens').flatMap(judgeSummary));
}
