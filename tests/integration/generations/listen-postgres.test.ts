import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openPostgres } from '@/lib/server/database/open-postgres';
import type { Schema } from '@/lib/server/database/schema';
import type { GenerationSignals } from '@/lib/server/generation-store/generation-signals';
import { listenToPostgres } from '@/lib/server/generation-store/listen-postgres';
import { CHANNEL, notify } from '@/lib/server/generation-store/notify';
import { Secret } from '@/lib/server/secret';
import { createTestDatabase, type TestDatabase } from '../../support/postgres';

const PATIENCE = { timeout: 20_000 };

let server: TestDatabase;
let database: Kysely<Schema>;
let signals: GenerationSignals;
let logged: string[];
const heard: string[] = [];

const untilListening = (is = true) =>
  vi.waitFor(() => expect(signals.isListening()).toBe(is), PATIENCE);

beforeEach(async () => {
  server = await createTestDatabase();
  database = openPostgres(new Secret(server.url));
  logged = [];
  heard.length = 0;
  const log = (event: string) => void logged.push(event);
  signals = listenToPostgres(new Secret(server.url), { info: log, warn: log, error: log });
  signals.onNews((id) => heard.push(`news ${id}`));
  signals.onStop((id) => heard.push(`stop ${id}`));
  await untilListening();
});
afterEach(async () => {
  await signals.close();
  await database.destroy();
  await server.drop();
});

test('what is told arrives by its kind, more than a payload holds too, and foreign talk does not', async () => {
  const ids = Array.from({ length: 450 }, () => randomUUID());
  await notify(database, 'news', ids);
  await sql`select pg_notify(${CHANNEL}, 'something else')`.execute(database);
  await notify(database, 'stop', ['last']);
  await vi.waitFor(() => expect(heard.at(-1)).toBe('stop last'), PATIENCE);
  expect(heard).toEqual([...ids.map((id) => `news ${id}`), 'stop last']);
});

test('what a transaction tells is not told when it fails', async () => {
  const attempt = database.transaction().execute(async (transaction) => {
    await notify(transaction, 'news', ['never']);
    throw new Error('on purpose');
  });
  await expect(attempt).rejects.toThrow('on purpose');
  await notify(database, 'news', ['told']);
  await vi.waitFor(() => expect(heard).toEqual(['news told']), PATIENCE);
});

test('a connection that breaks is noticed and made anew', async () => {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where pid <> pg_backend_pid() and datname = current_database()`.execute(database);
  await untilListening(false);
  await untilListening();
  expect(logged).toEqual(['listen-lost']);
  await notify(database, 'news', ['again']);
  await vi.waitFor(() => expect(heard).toEqual(['news again']), PATIENCE);
});
