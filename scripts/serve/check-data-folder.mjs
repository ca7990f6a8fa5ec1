import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EntryFailure } from '../entry/failure.mjs';

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
    mkdirSync(folder, { recursive: true });
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new EntryFailure(
      `DATA_DIR ${folder} cannot be written (${error.code}): make it writable or choose another folder.`,
      { cause: error },
    );
  }
}
