import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError } from '@/lib/server/config-error';
import { MIGRATIONS, type Migration, migrate } from '@/lib/server/database/migrate';
import { openPostgres } from '@/lib/server/database/open-postgres';
import type { Schema } from '@/lib/server/database/schema';
import { Secret } from '@/lib/server/secret';
import { createTestDatabase, type TestDatabase } from '../../support/postgres';
import { runTypeScript } from '../../support/run-typescript';

let created: TestDatabase;
const opened: Kysely<Schema>[] = [];
beforeEach(async () => {
  created = await createTestDatabase();
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.destroy();
  await created.drop();
});

function open(): Kysely<Schema> {
  const database = openPostgres(new Secret(created.url));
  opened.push(database);
  return database;
}

async function tables(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public'`.execute(open());
  return rows.map(({ name }) => name).toSorted();
}

const createTable =
  (name: string): Migration =>
  async (database) =>
    void (await sql`create table ${sql.table(name)} (id text)`.execute(database));

test('any number of processes may bring one store up to date at once; each step runs once', async () => {
  const counts = await Promise.all(Array.from({ length: 5 }, () => migrate(open())));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(MIGRATIONS.length);
});

test('a step that fails leaves the state before it, and runs again', async () => {
  const fail: Migration = async (database) => {
    await createTable('half')(database);
    throw new Error('the disk is full');
  };
  await expect(migrate(open(), [createTable('one'), fail])).rejects.toThrow('the disk is full');
  expect(await tables()).toEqual(['migration', 'one']);
  expect(await migrate(open(), [createTable('one'), createTable('half')])).toBe(1);
});

test('a process killed in the middle of a step leaves the state before it, and no lock', async () => {
  const { ended } = runTypeScript(
    `
      import { sql } from 'kysely';
      import { migrate } from '@/lib/server/database/migrate';
      import { openPostgres } from '@/lib/server/database/open-postgres';
      import { Secret } from '@/lib/server/secret';
      const create = (name) => (database) =>
        sql\`create table \${sql.table(name)} (id text)\`.execute(database);
      const killed = async (database) => {
        await create('half')(database);
        process.kill(process.pid, 'SIGKILL');
        await new Promise(() => {});
      };
      await migrate(openPostgres(new Secret(process.argv[1])), [create('one'), killed]);
    `,
    created.url,
  );
  expect(await ended).toEqual({ code: null, signal: 'SIGKILL' });
  expect(await migrate(open(), [createTable('one'), createTable('half')])).toBe(1);
  expect(await tables()).toEqual(['half', 'migration', 'one']);
});

test('data of a newer version is refused by the name of its setting', async () => {
  await migrate(open(), [createTable('one'), createTable('two')]);
  const attempt = migrate(open(), [createTable('one')]);
  await expect(attempt).rejects.toThrow(ConfigError);
  await expect(attempt).rejects.toThrow('DATABASE_URL: a newer Tenlens wrote this data');
});
