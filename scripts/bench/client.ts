/**
 * `npm run bench:client`: the page in a real browser against the built app and a model server that keeps its
 * pace: a 10,000-token answer, a conversation of 5,000 messages, Markdown made to freeze pages, 100,000 tiny
 * chunks and an answer of 2 MiB. Processor time of the page's main thread is read from a trace, so that
 * another program does not lengthen it; what is measured by the clock says so. Needs a build.
 *
 * Options: `--only stream,open,shapes,tiny,huge --runs 3 --tokens 10000`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { CHROMIUM_OPTIONS } from '../../tests/support/chromium-options';
import { seedConversation } from '../../tests/support/seed-conversation';
import { startApp } from '../../tests/support/start-app';
import { describeRun } from '../load/machine';
import { judge, type Verdict, writeResult } from '../load/report';
import { type BUDGETS, judgeShapes, summarise } from './client/budgets';
import { longConversation, openLongConversation } from './client/long-conversation';
import { startPacedUpstream } from './client/paced-upstream';
import { runShapes } from './client/pathological';
import { streamAnswer } from './client/stream-answer';

const TURNS = 2500;
const TINY = { tokens: 100_000, perSecond: 3000, tokenCharacters: 1 } as const;
const HUGE = { tokens: 500_000, perSecond: 25_000 } as const;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'stream,open,shapes,tiny,huge' },
    runs: { type: 'string', default: '3' },
    tokens: { type: 'string', default: '10000' },
  },
});

const facts = describeRun();
const wanted = new Set(values.only.split(','));
const folder = mkdtempSync(join(tmpdir(), 'tenlens-bench-'));
const path = wanted.has('open') ? await seedConversation(folder, longConversation(TURNS)) : '';
const upstream = await startPacedUpstream();
const app = await startApp({ env: { ...upstream.env, DATA_DIR: folder } });
const browser = await chromium.launch(CHROMIUM_OPTIONS);
const verdicts: Verdict[] = [];
const results: Record<string, unknown> = {};

async function repeat<Result extends object>(
  name: keyof typeof BUDGETS,
  runs: number,
  run: () => Promise<Result>,
): Promise<void> {
  if (!wanted.has(name)) return;
  const all: Result[] = [];
  for (let index = 0; index < runs; index += 1) all.push(await run());
  const { table, judged } = summarise(name, all);
  console.log(`\n${name}`);
  console.table(table);
  verdicts.push(...judged);
  results[name] = { table, runs: all };
}

const runs = Number(values.runs);
const stream = (answer: Parameters<typeof streamAnswer>[3]) => () =>
  streamAnswer(browser, app.url, upstream, answer);
await repeat('stream', runs, stream({ tokens: Number(values.tokens), perSecond: 200 }));
await repeat('open', runs, () => openLongConversation(browser, app.url, `/c/${path}`));
await repeat('tiny', 1, stream(TINY));
await repeat('huge', 1, stream(HUGE));
if (wanted.has('shapes')) {
  const shapes = await runShapes(browser, app.url, upstream);
  console.table(shapes);
  verdicts.push(...judgeShapes(shapes));
  results.shapes = shapes;
}
await browser.close();
await app.stop();
upstream.stop();
rmSync(folder, { recursive: true, force: true });
writeResult('client', { ...facts, browser: browser.version(), verdicts, ...results });
judge(verdicts);
