import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqlite } from '@/lib/server/database/open-sqlite';

let database: ReturnType<typeof openSqlite>;
beforeEach(async () => {
  database = openSqlite(':memory:');
  await sql`create table thing (id integer primary key)`.execute(database);
  await sql`insert into thing (id) values (1), (2), (3)`.execute(database);
});
afterEach(() => database.destroy());

const ids = () => sql<{ id: number }>`select * from thing order by id`;
const things = () =>
  ids()
    .execute(database)
    .then(({ rows }) => rows);

test('the same query sees what has changed since', async () => {
  expect(await things()).toHaveLength(3);
  await sql`insert into thing (id) values (4)`.execute(database);
  await sql`alter table thing add column name text`.execute(database);
  expect((await things()).at(-1)).toEqual({ id: 4, name: null });
});

test('a query that fails works once it can', async () => {
  const add = () => sql`insert into thing (id) values (${9})`.execute(database);
  await add();
  await expect(add()).rejects.toThrow(/UNIQUE/);
  await sql`delete from thing where id = 9`.execute(database);
  await add();
  expect(await things()).toHaveLength(4);
});

test('a query that was given up half-way begins anew', async () => {
  await sql`create table setting (owner_id text, name text, value text)`.execute(database);
  await sql`insert into setting (value) values ('1'), ('2'), ('3')`.execute(database);
  const query = database.selectFrom('setting').select('value');
  for await (const { value } of query.stream()) {
    expect(value).toBe('1');
    break;
  }
  expect(await query.execute()).toHaveLength(3);
});

test('more different queries than are kept all give their own result', async () => {
  for (const round of [1, 2]) {
    for (let number = 0; number < 250; number += 1) {
      const { rows } = await sql<{ it: number }>`select ${sql.lit(number)} as it`.execute(database);
      expect(rows, `round ${round}`).toEqual([{ it: number }]);
    }
  }
});
