/**
 * `npm test`: every check and test, from a fresh clone. All stages run, also after a failure; the last
 * line sums them up. A skipped test is not a passed one: with any, the run has failed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './entry/build.mjs';
import { EntryFailure, runEntry } from './entry/failure.mjs';
import { findNode } from './entry/find-node.mjs';
import { install } from './entry/install.mjs';
import { withFolderLock } from './entry/lock.mjs';
import { secondsSince } from './entry/run-step.mjs';
import { findChromium } from './test/find-chromium.mjs';
import { findPostgres } from './test/find-postgres.mjs';
import { runStage } from './test/run-stage.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'tenlens-reports-'));
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));

/** The stages' environment: our Node first, and nothing that would make a test behave like production. */
function testEnvironment(node) {
  const { NODE_ENV: _mode, ...env } = process.env;
  return { ...env, PATH: `${dirname(node)}${delimiter}${env.PATH}`, NEXT_TELEMETRY_DISABLED: '1' };
}

function runChecks(node, env) {
  const report = join(reports, 'check.json');
  const parameters = ['--experimental-strip-types', 'scripts/check/main.ts', '--report', report];
  return runStage(node, parameters, { cwd: root, env, report, kind: 'check' });
}

async function runTests(node, env) {
  const postgres = await findPostgres(root);
  const report = join(reports, 'vitest.json');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const parameters = [vitest, 'run', ...reporters];
  return runStage(node, parameters, {
    cwd: root,
    env: { ...env, ...postgres },
    report,
    kind: 'vitest',
  });
}

async function runBuild(node) {
  await withFolderLock(root, () => build(root, node));
  return { passed: 1, failed: 0, skipped: 0 };
}

async function runBrowserTests(node, env) {
  const chromium = await findChromium(root, node);
  const postgres = await findPostgres(root);
  const report = join(reports, 'playwright.json');
  const playwright = join(root, 'node_modules/@playwright/test/cli.js');
  return runStage(node, [playwright, 'test', '--reporter=list,json'], {
    cwd: root,
    env: { ...env, ...postgres, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    report,
    kind: 'playwright',
  });
}

/** Runs a stage under a heading; one that could not be run at all counts as one failure. */
async function stage(heading, run) {
  const start = Date.now();
  console.log(`\n== ${heading}`);
  const counts = await run().catch((error) => {
    if (!(error instanceof EntryFailure)) throw error;
    console.log(`failed: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  const { passed, failed, skipped } = counts;
  console.log(
    `-- ${heading}: ${passed} passed, ${failed} failed, ${skipped} skipped in ${secondsSince(start)}`,
  );
  return counts;
}

await runEntry(async () => {
  await withFolderLock(root, () => install(root));
  const node = findNode(root);
  const env = testEnvironment(node);
  const results = [
    await stage('checks', () => runChecks(node, env)),
    await stage('unit, contract, integration and house tests', () => runTests(node, env)),
  ];
  const built = await stage('build', () => runBuild(node));
  const browser = await stage('browser tests', async () => {
    if (built.failed > 0) throw new EntryFailure('there is no build to test.');
    return runBrowserTests(node, env);
  });
  results.push(built, browser);
  const sum = (key) => results.reduce((total, counts) => total + counts[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  process.exitCode = sum('failed') + sum('skipped') > 0 ? 1 : 0;
});
