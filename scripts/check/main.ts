import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CHECKS } from './checks.ts';

const { values } = parseArgs({ options: { report: { type: 'string' } } });

const root = process.cwd();
const results = await Promise.all(
  CHECKS.map(async ({ name, run }) => ({ name, problems: await run(root) })),
);

for (const { name, problems } of results) {
  console.log(`${problems.length === 0 ? 'ok    ' : 'failed'} ${name}`);
  for (const problem of problems) console.log(problem.replaceAll(/^/gm, '       '));
}

const failed = results.filter(({ problems }) => problems.length > 0).length;
if (values.report) {
  const counts = { passed: results.length - failed, failed, skipped: 0 };
  writeFileSync(values.report, JSON.stringify(counts));
}
process.exitCode = failed > 0 ? 1 : 0;
