import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError } from '@/lib/server/config-error';
import { type Migration, migrate } from '@/lib/server/database/migrate';
import { openSqlite } from '@/lib/server/database/open-sqlite';
import { runTypeScript } from '../../../support/run-typescript';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenlens-migrate-'));
  file = join(folder, 'tenlens.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs something on the file and closes it again. */
async function withStore<Result>(
  use: (database: ReturnType<typeof openSqlite>) => Promise<Result>,
): Promise<Result> {
  const database = openSqlite(file);
  try {
    return await use(database);
  } finally {
    await database.destroy();
  }
}

const tablesOf = () =>
  withStore(async (database) => {
    const { rows } = await sql<{ name: string }>`
      select name from sqlite_master where type = 'table' order by name`.execute(database);
    return rows.map(({ name }) => name);
  });

const createTable =
  (name: string): Migration =>
  async (database) =>
    void (await sql`create table ${sql.table(name)} (id text)`.execute(database));
const fail: Migration = async (database) => {
  await createTable('half')(database);
  throw new Error('the disk is full');
};

test('a new store gets every step once', async () => {
  expect(await withStore(migrate)).toBeGreaterThan(0);
  expect(await withStore(migrate)).toBe(0);
  const tables = await tablesOf();
  for (const name of ['attachment', 'blob', 'conversation', 'generation', 'message', 'setting']) {
    expect(tables).toContain(name);
  }
});

test('later steps run on what the earlier ones left', async () => {
  const [first, second, third] = [createTable('one'), createTable('two'), createTable('three')];
  expect(await withStore((database) => migrate(database, [first]))).toBe(1);
  expect(await withStore((database) => migrate(database, [first, second, third]))).toBe(2);
  expect(await tablesOf()).toEqual(['migration', 'one', 'three', 'two']);
});

test('a step that fails leaves the state before it, and runs again', async () => {
  const first = createTable('one');
  const attempt = withStore((database) => migrate(database, [first, fail]));
  await expect(attempt).rejects.toThrow('the disk is full');
  expect(await tablesOf()).toEqual(['migration', 'one']);
  expect(await withStore((database) => migrate(database, [first, createTable('half')]))).toBe(1);
});

test('a process killed in the middle of a step leaves the state before it', async () => {
  const { ended } = runTypeScript(
    `
      import { sql } from 'kysely';
      import { migrate } from '@/lib/server/database/migrate';
      import { openSqlite } from '@/lib/server/database/open-sqlite';
      const create = (name) => (database) =>
        sql\`create table \${sql.table(name)} (id text)\`.execute(database);
      const killed = async (database) => {
        await create('half')(database);
        process.kill(process.pid, 'SIGKILL');
        await new Promise(() => {});
      };
      await migrate(openSqlite(process.argv[1]), [create('one'), killed]);
    `,
    file,
  );
  expect(await ended).toEqual({ code: null, signal: 'SIGKILL' });
  expect(await tablesOf()).toEqual(['migration', 'one']);
});

test('data of a newer version is refused by name, and left as it is', async () => {
  await withStore((database) => migrate(database, [createTable('one'), createTable('two')]));
  const attempt = withStore((database) => migrate(database, [createTable('one')]));
  await expect(attempt).rejects.toThrow(ConfigError);
  await expect(attempt).rejects.toThrow('DATA_DIR: a newer Tenlens wrote this data (migration 2)');
  expect(await tablesOf()).toEqual(['migration', 'one', 'two']);
});
