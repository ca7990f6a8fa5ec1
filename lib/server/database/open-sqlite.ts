import 'server-only';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { type Dialect, Kysely, SqliteDialect } from 'kysely';
import type { Schema } from './schema';
import { translateFailures } from './translate-failures';

/** More than the product has queries; those that list their values have a text for each number of them. */
const KEPT_STATEMENTS = 200;

type Statement = { readonly statement: StatementSync; readonly isReader: boolean };

/** Compiles each query once: that takes longer than most of them run. The longest unused one goes first. */
function createStatementCache(database: DatabaseSync): (text: string) => Statement {
  const kept = new Map<string, Statement>();
  const compile = (text: string) => {
    const statement = database.prepare(text);
    return { statement, isReader: statement.columns().length > 0 };
  };
  return (text) => {
    const found = kept.get(text) ?? compile(text);
    kept.delete(text);
    kept.set(text, found);
    const [oldest = text] = kept.keys();
    if (kept.size > KEPT_STATEMENTS) kept.delete(oldest);
    return found;
  };
}

/** The four calls Kysely's SQLite dialect makes, answered by Node's own driver. */
function toKyselyDriver(database: DatabaseSync) {
  const findStatement = createStatementCache(database);
  return {
    close: () => database.close(),
    prepare(text: string) {
      const { statement, isReader } = findStatement(text);
      return {
        reader: isReader,
        all: (values: readonly unknown[]) => statement.all(...toInputs(values)),
        run: (values: readonly unknown[]) => statement.run(...toInputs(values)),
        // One of its own: who reads row by row may give up half-way.
        iterate: (values: readonly unknown[]) =>
          database.prepare(text).iterate(...toInputs(values)),
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
