import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** How each tool's report is counted. A failure outside any test counts as one. */
const READERS = {
  check: (report) => report,
  vitest: (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }),
  playwright: ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }),
};

/**
 * Runs one tool with its output shown and counts what its report says. A tool that fails without a
 * failed test, or that ran nothing, counts as one failure.
 *
 * @param {string} node
 * @param {string[]} parameters
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, report: string, kind: keyof typeof READERS }} options -
 *   `report` is the file the tool writes.
 * @returns {Promise<Counts>}
 */
export async function runStage(node, parameters, { cwd, env, report, kind }) {
  const tool = spawn(node, parameters, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise((resolve) => {
    tool.on('error', () => resolve(1));
    tool.on('close', resolve);
  });
  const counts = existsSync(report)
    ? READERS[kind](JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  const isHiddenFailure = code !== 0 && counts.failed === 0;
  const isEmpty = counts.passed + counts.failed + counts.skipped === 0;
  if (isHiddenFailure || isEmpty) counts.failed += 1;
  return counts;
}
