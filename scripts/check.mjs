/** `npm run check`: types, lint, format, boundaries, unused code, sizes, house rules, lockfile. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EntryFailure, runEntry } from './entry/failure.mjs';
import { findNode } from './entry/find-node.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

await runEntry(async () => {
  if (!existsSync(join(root, 'node_modules'))) throw new EntryFailure('run `npm ci` first.');
  const parameters = [
    '--experimental-strip-types',
    'scripts/check/main.ts',
    ...process.argv.slice(2),
  ];
  const checks = spawn(findNode(root), parameters, { cwd: root, stdio: 'inherit' });
  checks.on('exit', (code) => process.exit(code ?? 1));
});
