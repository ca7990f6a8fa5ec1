import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EntryFailure } from '../entry/failure.mjs';

/** Not Node's own `recursive`: that one never returns on a path such as `/proc/data`. */
function makeFolder(path) {
  if (existsSync(path)) return;
  if (!existsSync(dirname(path))) makeFolder(dirname(path));
  mkdirSync(path);
}

/**
 * Makes the data folder and writes in it once, so that a folder which cannot hold conversations
 * stops the start and not the first question.
 *
 * @throws EntryFailure that names `DATA_DIR`.
 */
export function checkDataFolder() {
  const { DATA_DIR: folder = '', DATABASE_URL, DATABASE_URL_FILE } = process.env;
  if (DATABASE_URL || DATABASE_URL_FILE) return;
  const probe = join(folder, `.write-probe-${process.pid}`);
  try {
    makeFolder(folder);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : error;
    throw new EntryFailure(
      `DATA_DIR ${folder} cannot be written (${reason}): make it writable or choose another folder.`,
      { cause: error },
    );
  }
}
