import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EntryFailure } from './failure.mjs';

// node:sqlite needs no flag from here on.
const OLDEST_MAJOR = 22;
const OLDEST_MINOR = 13;

const platform = process.platform === 'win32' ? 'win' : process.platform;
const packageName = `node-${platform}-${process.arch}`;

/** Whether the Node that runs this script could run the product too. */
function isOwnNodeNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > OLDEST_MAJOR || (major === OLDEST_MAJOR && minor >= OLDEST_MINOR);
}

/**
 * Stops before anything is installed when there would be no Node to run the product.
 *
 * @param {string} root - The repository's folder.
 * @throws EntryFailure when this machine's Node is too old and none comes with the packages.
 */
export function requireNode(root) {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (packageName in optionalDependencies || isOwnNodeNewEnough()) return;
  throw new EntryFailure(
    `Node ${process.versions.node} is too old, and none is packaged for ${process.platform}-${process.arch}: ` +
      'install Node 24 (22.13 at least) from https://nodejs.org and run this again.',
  );
}

/**
 * The Node that runs the product: the packaged one for this platform, else this machine's own.
 *
 * @param {string} root - The repository's folder, packages installed.
 * @returns {string} Path of the binary.
 * @throws EntryFailure when there is none that is new enough.
 */
export function findNode(root) {
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const packaged = join(root, 'node_modules', packageName, 'bin', binary);
  if (existsSync(packaged)) return packaged;
  if (isOwnNodeNewEnough()) return process.execPath;
  throw new EntryFailure(
    `node_modules/${packageName} is missing: delete the folder node_modules and run this again.`,
  );
}
