import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const template = fileURLToPath(new URL('./pass-through', import.meta.url));

/** Inside the repository, so that it is built by the very Next that the product has; git ignores it. */
const folder = join(root, '.next-bench-pass-through');

function hashOf(nextVersion: string): string {
  const hash = createHash('sha256').update(nextVersion);
  for (const path of globSync('**/*.*js', { cwd: template }).toSorted()) {
    hash.update(path).update(readFileSync(join(template, path)));
  }
  return hash.digest('hex');
}

/**
 * Builds the Next app that only hands a stream on, unless that was done before.
 *
 * @returns Path of its server.
 */
export function buildPassThrough(nextVersion: string): string {
  const stamp = join(folder, 'stamp');
  const server = join(folder, '.next/standalone', basename(folder), 'server.js');
  const hash = hashOf(nextVersion);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return server;
  rmSync(folder, { recursive: true, force: true });
  cpSync(template, folder, { recursive: true });
  execFileSync(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  writeFileSync(stamp, hash);
  return server;
}
