/** `npm run dev`: the development server, for this machine only and without telemetry. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runEntry } from './entry/failure.mjs';
import { findNode } from './entry/find-node.mjs';
import { install } from './entry/install.mjs';
import { withFolderLock } from './entry/lock.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

await runEntry(async () => {
  await withFolderLock(root, () => install(root));
  const next = join(root, 'node_modules/next/dist/bin/next');
  const parameters = [
    next,
    'dev',
    '--hostname',
    process.env.HOST || '127.0.0.1',
    ...process.argv.slice(2),
  ];
  const server = spawn(findNode(root), parameters, {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill('SIGTERM'));
  server.on('exit', (code) => process.exit(code ?? 0));
});
