import 'server-only';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type Dialect, Kysely, SqliteDialect } from 'kysely';
import type { Schema } from './schema';
import { translateFailures } from './translate-failures';

/** The four calls Kysely's SQLite dialect makes, answered by Node's own driver. */
function toKyselyDriver(database: DatabaseSync) {
  return {
    close: () => database.close(),
    prepare(text: string) {
      const statement = database.prepare(text);
      return {
        reader: statement.columns().length > 0,
        all: (values: readonly unknown[]) => statement.all(...toInputs(values)),
        run: (values: readonly unknown[]) => statement.run(...toInputs(values)),
        iterate: (values: readonly unknown[]) => statement.iterate(...toInputs(values)),
      };
    },
  };
}

// Kysely types parameters as `unknown`; our queries only pass what SQLite can bind.
const toInputs = (values: readonly unknown[]) => values as SQLInputValue[];

/** Opens the file and gives the way to it; see `openSqlite`. */
export function sqliteDialect(path: string): Dialect {
  const database = new DatabaseSync(path);
  database.exec(
    'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 5000;',
  );
  return new SqliteDialect({ database: toKyselyDriver(database) });
}

/**
 * Opens the embedded store: write-ahead log, every commit on the disk before it is acknowledged. While
 * nothing can be written, queries fail with AppError `store-unavailable`.
 *
 * @param path - File, or `:memory:`.
 */
export function openSqlite(path: string): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: translateFailures(sqliteDialect(path)) });
}
