import { DatabaseSync } from 'node:sqlite';
import { EntryFailure } from '../entry/failure.mjs';
import { NEWEST_MIGRATION } from './newest-migration.mjs';

const COUNTED = ['conversation', 'message', 'attachment', 'blob', 'setting'];

const reasonOf = (error) => (error instanceof Error ? error.message : String(error));

function inspect(database, path) {
  const fault = database.prepare('pragma integrity_check(1)').get()?.integrity_check;
  if (fault !== 'ok') throw new EntryFailure(`${path} is damaged: ${fault}`);
  const migration = Number(
    database.prepare('select max(number) as newest from migration').get()?.newest,
  );
  if (migration > NEWEST_MIGRATION) {
    throw new EntryFailure(
      `${path} was written by a newer Tenlens (migration ${migration}): update first.`,
    );
  }
  return COUNTED.map((table) => {
    const count = database.prepare(`select count(*) as count from ${table}`).get()?.count;
    return `${table} ${count}`;
  }).join(', ');
}

/**
 * Proves a file to be a whole store of ours that this version can read.
 *
 * @param {string} path
 * @returns {string} How many rows its tables have, for people.
 * @throws EntryFailure that names the file and the reason.
 */
export function inspectStore(path) {
  let database;
  try {
    database = new DatabaseSync(path, { readOnly: true });
    return inspect(database, path);
  } catch (error) {
    if (error instanceof EntryFailure) throw error;
    throw new EntryFailure(`${path} is no store of Tenlens: ${reasonOf(error)}`, { cause: error });
  } finally {
    database?.close();
  }
}
