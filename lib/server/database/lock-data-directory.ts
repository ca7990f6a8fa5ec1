import 'server-only';
import { DatabaseSync } from 'node:sqlite';
import { ConfigError } from '../config-error';

// Whatever nobody refers to is collected, and the lock with it; these stay.
const held = new Set<DatabaseSync>();

/**
 * Keeps a second process from the same data folder. The lock is an open exclusive transaction, so the
 * kernel frees it with the process, however that ends.
 *
 * @param path - File that carries the lock.
 * @returns Gives the lock back.
 * @throws ConfigError when another process holds it, or the folder cannot be written.
 */
export function lockDataDirectory(path: string): () => void {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    database.exec('pragma busy_timeout = 1000; begin exclusive');
  } catch (cause) {
    database?.close();
    const isLocked = cause instanceof Error && /locked/.test(cause.message);
    const reason = isLocked ? 'another Tenlens uses this folder' : 'cannot write to this folder';
    throw new ConfigError(`DATA_DIR: ${reason} (${path})`, { cause });
  }
  const lock = database;
  held.add(lock);
  return () => {
    held.delete(lock);
    lock.close();
  };
}
