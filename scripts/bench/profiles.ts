/**
 * `npm run profiles`: asks every simulated server under every scenario through the real adapter (the
 * contract tests of the provider) and prints what held, as a table of servers and scenarios. Writes it to
 * `bench-results/profiles.json` too. Ends with 1 where anything failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeResult } from '../load/report';
import { type Assertion, countCells, toTable } from './profiles/count-cells';

const TESTS = ['faults', 'capabilities', 'silence', 'tools'].map(
  (name) => `tests/contract/provider/${name}.test.ts`,
);

type Report = { readonly testResults: readonly { readonly assertionResults: Assertion[] }[] };

const folder = mkdtempSync(join(tmpdir(), 'tenlens-profiles-'));
const report = join(folder, 'vitest.json');
const startedAt = performance.now();
spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', ...TESTS, '--reporter=json', `--outputFile=${report}`],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);
const { testResults }: Report = JSON.parse(readFileSync(report, 'utf8'));
rmSync(folder, { recursive: true });

const cells = countCells(testResults.flatMap(({ assertionResults }) => assertionResults));
const { lines, passed, total } = toTable(cells);
const seconds = Math.round((performance.now() - startedAt) / 1000);
writeResult('profiles', { passed, total, seconds, cells: Object.fromEntries(cells) });
console.log(lines.join('\n'));
console.log(`\n${passed} of ${total} in ${seconds} s`);
process.exitCode = passed === total && total > 0 ? 0 : 1;
