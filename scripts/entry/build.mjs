import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runStep, secondsSince } from './run-step.mjs';

/** What a build is made of; a change in any of it makes the build stale. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'instrumentation-node.ts',
  'next.config.mjs',
  'tailwind.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

const STAMP = 'tenlens-build';

/** Folder of the build, relative to the root. `NEXT_DIST_DIR` keeps two builds apart. */
const distDir = () => process.env.NEXT_DIST_DIR || '.next';

function* filesUnder(root, path) {
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) yield* filesUnder(root, `${path}/${entry.name}`);
    else yield `${path}/${entry.name}`;
  }
}

/** By content, not by time: a checkout or a copy changes times and nothing else. */
function hashSources(root, node) {
  const hash = createHash('sha256').update(node);
  for (const source of SOURCES.filter((path) => existsSync(join(root, path)))) {
    const isFile = source.includes('.');
    for (const path of isFile ? [source] : filesUnder(root, source)) {
      hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
    }
  }
  return hash.digest('hex');
}

/** Next leaves these two beside the standalone server for somebody else to add. */
function completeStandalone(root, dist) {
  const standalone = join(dist, 'standalone');
  const inside = join(standalone, basename(dist));
  cpSync(join(dist, 'static'), join(inside, 'static'), { recursive: true });
  if (existsSync(join(root, 'public'))) {
    cpSync(join(root, 'public'), join(standalone, 'public'), { recursive: true });
  }
  // Next copies secrets into its output, and would read that old copy at every start.
  for (const name of ['.env', '.env.production']) rmSync(join(standalone, name), { force: true });
}

/**
 * Builds for production unless the build that is there was made from the same sources by the same
 * Node. The stamp is taken away first and written last, so a killed build counts as none.
 *
 * @param {string} root - The repository's folder.
 * @param {string} node - Path of the Node that builds.
 * @throws EntryFailure when the build fails.
 */
export async function build(root, node) {
  const dist = join(root, distDir());
  const stampPath = join(dist, STAMP);
  const stamp = hashSources(root, node);
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp) return;
  const start = Date.now();
  console.log('Building (once for each change; half a minute or so) …');
  rmSync(stampPath, { force: true });
  rmSync(join(dist, 'standalone'), { recursive: true, force: true });
  await runStep(node, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    advice: 'the build failed: see its message above; after a change of your own, undo or mend it.',
  });
  completeStandalone(root, dist);
  writeFileSync(stampPath, stamp);
  console.log(`Built in ${secondsSince(start)}.`);
}
