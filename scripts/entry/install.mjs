import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireNode } from './find-node.mjs';
import { runStep, secondsSince } from './run-step.mjs';

// Nothing needs an install script: compiled parts come as packages for each platform. A script that
// is never run cannot do harm.
const PARAMETERS = [
  'ci',
  '--include=dev',
  '--include=optional',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];

const stampPath = (root) => join(root, 'node_modules/.tenlens-install');

function wantedStamp(root) {
  const lockfile = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  return `${process.platform}-${process.arch} ${lockfile.digest('hex')}`;
}

/**
 * npm as the npm that runs this script; the one on the path when there is none.
 *
 * @returns {[string, string[]]}
 */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (!script || basename(script) !== 'npm-cli.js') return ['npm', PARAMETERS];
  return [process.env.npm_node_execpath || process.execPath, [script, ...PARAMETERS]];
}

/** npm's environment: packages are judged by Node 24, see the preloaded file. */
function npmEnvironment() {
  const preload = fileURLToPath(new URL('pretend-node-24.cjs', import.meta.url));
  const options = `${process.env.NODE_OPTIONS || ''} --require ${JSON.stringify(preload)}`;
  return { ...process.env, NODE_OPTIONS: options.trim() };
}

/**
 * Installs the packages of the lockfile unless that was done before: a stamp in `node_modules`,
 * written last, says for which lockfile and platform.
 *
 * @param {string} root - The repository's folder.
 * @throws EntryFailure when npm fails, or when no Node would be there to run the product.
 */
export async function install(root) {
  const stamp = wantedStamp(root);
  if (existsSync(stampPath(root)) && readFileSync(stampPath(root), 'utf8') === stamp) return;
  requireNode(root);
  const start = Date.now();
  console.log('Installing packages (once; a minute or so) …');
  const [command, parameters] = npmCommand();
  await runStep(command, parameters, {
    cwd: root,
    env: npmEnvironment(),
    advice:
      'installing packages failed: see npm’s message above, check the network, run this again.',
  });
  writeFileSync(stampPath(root), stamp);
  console.log(`Installed in ${secondsSince(start)}.`);
}
