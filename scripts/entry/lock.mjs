import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const POLL_MILLISECONDS = 300;

const hasCode = (error, code) => error instanceof Error && 'code' in error && error.code === code;

/** @param {number} id - Process id. */
function isRunning(id) {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** Takes the lock, or says which running process holds it. A lock of a dead process is no lock. */
function tryLock(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return 0;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  const holder = Number(readFileSync(path, 'utf8'));
  if (holder && isRunning(holder)) return holder;
  rmSync(path, { force: true });
  return tryLock(path);
}

/**
 * Keeps two starts in one folder from installing or building at the same time: the second waits.
 *
 * @param {string} root - The repository's folder.
 * @param {() => Promise<void>} work
 */
export async function withFolderLock(root, work) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const path = join(tmpdir(), `tenlens-${name}.lock`);
  let holder = tryLock(path);
  if (holder) console.log(`Waiting for another start in this folder (process ${holder}) …`);
  while (holder) {
    await wait(POLL_MILLISECONDS);
    holder = tryLock(path);
  }
  const release = () => rmSync(path, { force: true });
  process.on('exit', release);
  try {
    await work();
  } finally {
    release();
    process.off('exit', release);
  }
}
