import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { QueryWorker } from '@/lib/server/search/query-worker';

let folder: string;
let file: string;
let worker: QueryWorker;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenlens-worker-'));
  file = join(folder, 'a.db');
  const database = new DatabaseSync(file);
  database.exec('pragma journal_mode = wal; create table t (n); insert into t values (1), (2)');
  database.close();
  worker = new QueryWorker(file);
});
afterEach(async () => {
  await worker.close();
  rmSync(folder, { recursive: true });
});

const count = (name: string) => ({ sql: `select count(*) as n from ${name}`, parameters: [] });
const ENDLESS = `with recursive r (n) as (select 1 union all select n + 1 from r) select max(n) from r`;

test('queries are answered in their order, with parameters', async () => {
  const rows = await Promise.all([
    worker.run(count('t')),
    worker.run({ sql: 'select n from t where n > ?', parameters: [1] }),
  ]);
  expect(rows).toEqual([[{ n: 2 }], [{ n: 2 }]]);
});

test('it cannot write', async () => {
  const write = worker.run({ sql: 'insert into t values (3)', parameters: [] });
  await expect(write).rejects.toThrow('readonly');
});

test('a query that fails belongs to who asked; the next one works', async () => {
  const [bad, good] = await Promise.allSettled([worker.run(count('x')), worker.run(count('t'))]);
  expect(bad.status).toBe('rejected');
  expect(good).toEqual({ status: 'fulfilled', value: [{ n: 2 }] });
});

test('a query without end is given up, and the next one is answered by a new thread', async () => {
  const impatient = new QueryWorker(file, 50);
  const endless = impatient.run({ sql: ENDLESS, parameters: [] });
  await expect(endless).rejects.toMatchObject({ code: 'search-timeout' });
  const patient = new QueryWorker(file);
  expect(await patient.run(count('t'))).toEqual([{ n: 2 }]);
  await patient.close();
});

test('after it was closed it says so', async () => {
  await worker.run(count('t'));
  await worker.close();
  await expect(worker.run(count('t'))).rejects.toThrow('the search');
});
