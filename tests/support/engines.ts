import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dialect, Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Engine } from '@/lib/server/database/engine-of';
import { migrate } from '@/lib/server/database/migrate';
import { postgresDialect } from '@/lib/server/database/open-postgres';
import { sqliteDialect } from '@/lib/server/database/open-sqlite';
import type { Schema } from '@/lib/server/database/schema';
import { translateFailures } from '@/lib/server/database/translate-failures';
import { Secret } from '@/lib/server/secret';
import { createTestDatabase, type TestDatabase } from './postgres';

/** An up-to-date and empty store. */
export type EmptyStore = {
  readonly database: Kysely<Schema>;
  /** The same store, opened once more; through a driver that does things of its own, where one is given. */
  openAgain(wrap?: (dialect: Dialect) => Dialect): Kysely<Schema>;
  /** Closes what was opened. */
  close(): Promise<void>;
};

export type OpenEmptyStore = () => Promise<EmptyStore>;

function track(toDialect: () => Dialect, end: () => void = () => {}): EmptyStore {
  const opened: Kysely<Schema>[] = [];
  const openAgain: EmptyStore['openAgain'] = (wrap = (dialect) => dialect) => {
    const database = new Kysely<Schema>({ dialect: translateFailures(wrap(toDialect())) });
    opened.push(database);
    return database;
  };
  const close = async () => {
    for (const database of opened) await database.destroy();
    end();
  };
  return { database: openAgain(), openAgain, close };
}

async function openEmptySqlite(): Promise<EmptyStore> {
  const folder = mkdtempSync(join(tmpdir(), 'tenlens-store-'));
  const store = track(
    () => sqliteDialect(join(folder, 'tenlens.db')),
    () => rmSync(folder, { recursive: true }),
  );
  // Tests that crash the machine are not among these.
  await sql`pragma synchronous = off`.execute(store.database);
  await migrate(store.database);
  return store;
}

/** Deletes all rows; `truncate` would take a file of its own for every table and index. */
async function emptyAll(database: Kysely<Schema>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = 'public' and tablename <> 'migration'`.execute(database);
  await database.transaction().execute(async (transaction) => {
    // Whatever refers to what: all of it goes.
    await sql`set local session_replication_role = replica`.execute(transaction);
    for (const { name } of rows) {
      await sql`delete from ${sql.table(name)}`.execute(transaction);
    }
  });
}

function postgresOpener(): OpenEmptyStore {
  let shared: TestDatabase;
  beforeAll(async () => {
    shared = await createTestDatabase();
  });
  afterAll(() => shared.drop());
  return async () => {
    const store = track(() => postgresDialect(new Secret(shared.url)));
    await migrate(store.database);
    await emptyAll(store.database);
    return store;
  };
}

/** Declares the same tests for every engine, each with a database of its own for the file. */
export function describeEngines(
  subject: string,
  declare: (open: OpenEmptyStore, engine: Engine) => void,
): void {
  describe(`${subject} on SQLite`, () => declare(openEmptySqlite, 'sqlite'));
  describe(`${subject} on Postgres`, () => declare(postgresOpener(), 'postgres'));
}
