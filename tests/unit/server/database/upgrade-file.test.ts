import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Migration } from '@/lib/server/database/migrate';
import { openSqlite } from '@/lib/server/database/open-sqlite';
import { upgradeFile } from '@/lib/server/database/upgrade-file';
import { runTypeScript } from '../../../support/run-typescript';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenlens-upgrade-'));
  file = join(folder, 'tenlens.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const step =
  (name: string): Migration =>
  async (database) =>
    void (await sql`create table ${sql.table(name)} (id text)`.execute(database));
const failing: Migration = async () => {
  throw new Error('planted');
};
const STEPS = [step('one'), step('two'), step('three')];

async function withFile<Result>(
  act: (database: ReturnType<typeof openSqlite>) => Promise<Result>,
  path = file,
): Promise<Result> {
  const database = openSqlite(path);
  return act(database).finally(() => database.destroy());
}

const upgrade = (migrations: readonly Migration[]) =>
  withFile((database) => upgradeFile(database, file, migrations));
const add = (id: string) =>
  withFile((database) => sql`insert into one (id) values (${id})`.execute(database));
const idsIn = async (path: string) => {
  const read = sql<{ id: string }>`select id from one order by id`;
  return withFile(
    async (database) => (await read.execute(database)).rows.map(({ id }) => id),
    path,
  );
};
const copies = () => readdirSync(folder).filter((name) => name.includes('.before-'));

test('a new store and one that is up to date are not copied', async () => {
  await upgrade(STEPS);
  await upgrade(STEPS);
  expect(copies()).toEqual([]);
});

test('what an earlier version wrote is kept beside the store, whole, and can be opened', async () => {
  await upgrade(STEPS.slice(0, 1));
  await add('kept');
  await upgrade(STEPS);
  expect(copies()).toEqual(['tenlens.db.before-2']);
  await add('later');
  const copy = join(folder, 'tenlens.db.before-2');
  expect(await idsIn(copy)).toEqual(['kept']);
  await withFile((database) => upgradeFile(database, copy, STEPS.slice(0, 1)), copy);
});

test('an upgrade that fails again and again makes one copy; another state gets one of its own', async () => {
  await upgrade(STEPS.slice(0, 1));
  await add('first');
  const fails = [step('one'), failing];
  await expect(upgrade(fails)).rejects.toThrow('planted');
  await expect(upgrade(fails)).rejects.toThrow('planted');
  expect(copies()).toEqual(['tenlens.db.before-2']);
  await add('second');
  await upgrade(STEPS);
  expect(copies()).toEqual(['tenlens.db.before-2', 'tenlens.db.before-2.2']);
  expect(await idsIn(join(folder, 'tenlens.db.before-2'))).toEqual(['first']);
  expect(await idsIn(join(folder, 'tenlens.db.before-2.2'))).toEqual(['first', 'second']);
});

test('a copy that was cut short by a kill is made anew', async () => {
  await upgrade(STEPS.slice(0, 1));
  writeFileSync(join(folder, 'tenlens.db.before-2.part'), 'half of it');
  await upgrade(STEPS);
  expect(copies()).toEqual(['tenlens.db.before-2']);
  expect(statSync(join(folder, 'tenlens.db.before-2')).size).toBeGreaterThan(4_000);
});

test('without room for the copy nothing is changed, and the setting is named', async () => {
  await upgrade(STEPS.slice(0, 1));
  const elsewhere = join(folder, 'missing', 'tenlens.db');
  const attempt = withFile((database) => upgradeFile(database, elsewhere, STEPS));
  await expect(attempt).rejects.toThrow(
    /^DATA_DIR: cannot keep a copy of .*; nothing was changed$/,
  );
  await expect(withFile((database) => sql`select * from two`.execute(database))).rejects.toThrow();
});

test('a process killed in the middle of an upgrade leaves the store as it was, and its copy', async () => {
  await upgrade(STEPS.slice(0, 1));
  await add('kept');
  const { ended } = runTypeScript(
    `
      import { sql } from 'kysely';
      import { openSqlite } from '@/lib/server/database/open-sqlite';
      import { upgradeFile } from '@/lib/server/database/upgrade-file';
      const killed = async (database) => {
        await sql\`drop table one\`.execute(database);
        process.kill(process.pid, 'SIGKILL');
        await new Promise(() => {});
      };
      const file = process.argv[1];
      await upgradeFile(openSqlite(file), file, [async () => {}, killed]);
    `,
    file,
  );
  expect(await ended).toEqual({ code: null, signal: 'SIGKILL' });
  expect(await idsIn(file)).toEqual(['kept']);
  await upgrade(STEPS);
  expect(copies()).toEqual(['tenlens.db.before-2']);
  expect(await idsIn(join(folder, 'tenlens.db.before-2'))).toEqual(['kept']);
});
