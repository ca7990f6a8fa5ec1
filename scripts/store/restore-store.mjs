import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EntryFailure, runEntry } from '../entry/failure.mjs';
import { inspectStore } from './inspect-store.mjs';
import { placeOfStore } from './place-of-store.mjs';
import { settleFile, settleName } from './settle-file.mjs';

const USAGE = 'npm run restore -- tenlens-backup.db';
const POSTGRES =
  'pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" FILE';

/**
 * Takes the data folder's lock, as the app does: an open exclusive transaction, which the kernel ends
 * with the process.
 *
 * @throws EntryFailure while an app runs on the folder.
 */
function lockFolder(folder) {
  const path = join(folder, 'lock.db');
  try {
    const lock = new DatabaseSync(path);
    lock.exec('pragma busy_timeout = 1000; begin exclusive');
    return lock;
  } catch (error) {
    const isLocked = error instanceof Error && /locked/.test(error.message);
    const reason = isLocked ? 'a Tenlens runs on this folder: stop it first' : 'cannot be written';
    throw new EntryFailure(`DATA_DIR: ${reason} (${folder}).`, { cause: error });
  }
}

/** Writes what is still in the log into the old store's file, so that one file is all of it. */
function foldLog(store) {
  try {
    const database = new DatabaseSync(store);
    database.exec('pragma wal_checkpoint(truncate)');
    database.close();
  } catch {
    // It may be damaged, which is why somebody restores: it is kept as it is, with its log.
  }
}

/** Keeps the old store beside the new one under a name of its own; returns that name. */
function keepAside(store) {
  if (!existsSync(store)) return null;
  const kept = `${store}.replaced-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  foldLog(store);
  // The name stays until the new store takes it, so that a crash in between leaves the old one.
  linkSync(store, kept);
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(store + suffix)) renameSync(store + suffix, kept + suffix);
  }
  return kept;
}

await runEntry(async () => {
  const { folder, store, file } = placeOfStore(USAGE, POSTGRES);
  if (!existsSync(file)) throw new EntryFailure(`there is no file ${file}.`);
  const counts = inspectStore(file);
  mkdirSync(folder, { recursive: true });
  const lock = lockFolder(folder);
  const coming = `${store}.restoring-${process.pid}`;
  try {
    copyFileSync(file, coming);
    settleFile(coming);
    const kept = keepAside(store);
    renameSync(coming, store);
    settleName(store);
    console.log(`Restored ${file}: ${counts}.`);
    if (kept) console.log(`What was there before is kept as ${kept}.`);
  } finally {
    rmSync(coming, { force: true });
    lock.close();
  }
});
