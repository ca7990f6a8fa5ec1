import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkHouseRules } from './check-house-rules.ts';
import { checkLockfile } from './check-lockfile.ts';
import { checkSizes } from './check-sizes.ts';
import { runTool } from './run-tool.ts';
import { readSourceFiles } from './source-files.ts';

/** A named check of the house: what it finds in a folder, nothing when all is well. */
export type Check = {
  readonly name: string;
  readonly run: (root: string) => Promise<readonly string[]>;
};

const CRUISED = ['app', 'components', 'lib', 'proxy.ts', 'instrumentation.ts'];

const tool = (name: string, script: string, ...parameters: string[]): Check => ({
  name,
  async run(root) {
    const { isOk, output } = await runTool(root, script, parameters);
    return isOk ? [] : [output || `${script} failed and said nothing`];
  },
});

/** dependency-cruiser is content when it could read nothing at all; we are not. */
const boundaries: Check = {
  name: 'boundaries',
  async run(root) {
    const folders = CRUISED.filter((path) => existsSync(join(root, path)));
    const { isOk, output } = await runTool(root, 'dependency-cruiser/bin/dependency-cruiser.mjs', [
      ...folders,
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
    ]);
    const modules = Number(/(\d+) modules/.exec(output)?.[1] ?? 0);
    if (modules === 0) return [`no module was read\n${output}`];
    return isOk ? [] : [output];
  },
};

/** Everything `npm run check` checks, in the order it is shown. */
export const CHECKS: readonly Check[] = [
  tool('types', 'typescript/bin/tsc', '--noEmit', '--pretty', 'false'),
  tool('domain', 'typescript/bin/tsc', '-p', 'tsconfig.domain.json', '--pretty', 'false'),
  tool('scripts', 'typescript/bin/tsc', '-p', 'scripts/tsconfig.json', '--pretty', 'false'),
  tool('lint', '@biomejs/biome/bin/biome', 'lint', '--error-on-warnings'),
  tool('format', '@biomejs/biome/bin/biome', 'check', '--linter-enabled=false'),
  boundaries,
  tool('unused', 'knip/bin/knip.js', '--no-progress'),
  { name: 'sizes', run: async (root) => checkSizes(readSourceFiles(root)) },
  { name: 'house rules', run: async (root) => checkHouseRules(readSourceFiles(root)) },
  { name: 'lockfile', run: async (root) => checkLockfile(root) },
];
