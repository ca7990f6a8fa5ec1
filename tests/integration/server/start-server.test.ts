import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { openSqlite } from '@/lib/server/database/open-sqlite';
import { freePort } from '../../support/free-port';
import { createTestDatabase } from '../../support/postgres';
import { runTypeScript } from '../../support/run-typescript';

const SERVER = `
  import { startServer } from '@/lib/server/start-server';
  // Next does not end when this throws; that must not be how a start fails.
  await startServer().catch(() => process.exit(7));
  setInterval(() => {}, 1000);
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenlens-start-'));
  vi.stubEnv('DATA_DIR', folder);
  vi.stubEnv('UPSTREAM_BASE_URL', 'http://127.0.0.1:1/v1');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test('a start says what it is connected to; a signal ends it in order', async () => {
  const { child, ended, firstOutput, errors } = runTypeScript(SERVER);
  expect(await firstOutput()).toBe('Connected to 127.0.0.1:1\n');
  child.kill('SIGTERM');
  expect(await ended).toEqual({ code: 0, signal: null });
  expect(errors()).toBe('');
});

test('a second server on the same data is refused by name', async () => {
  await runTypeScript(SERVER).firstOutput();
  const second = runTypeScript(SERVER);
  expect(await second.ended).toEqual({ code: 1, signal: null });
  expect(second.errors()).toBe(
    `DATA_DIR: another Tenlens uses this folder (${join(folder, 'lock.db')})\n`,
  );
});

test('a variable that cannot be used stops the start with one line', async () => {
  vi.stubEnv('AUTH_MODE', 'oidc');
  const { ended, errors } = runTypeScript(SERVER);
  expect(await ended).toEqual({ code: 1, signal: null });
  expect(errors()).toBe('AUTH_MODE: must be "none" or "password"\n');
});

test('whatever else goes wrong stops it too', async () => {
  const foreign = openSqlite(join(folder, 'tenlens.db'));
  await foreign.schema.createTable('conversation').addColumn('id', 'text').execute();
  await foreign.destroy();
  const { ended, errors } = runTypeScript(SERVER);
  expect(await ended).toEqual({ code: 1, signal: null });
  expect(errors()).toContain('table conversation already exists');
});

test('with DATABASE_URL no folder is needed, and two servers may start at once', {
  timeout: 60_000,
}, async () => {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  vi.stubEnv('DATABASE_URL', database.url);
  vi.stubEnv('DATA_DIR', '/dev/null/data');
  const servers = [runTypeScript(SERVER), runTypeScript(SERVER)];
  for (const { firstOutput } of servers) {
    expect(await firstOutput()).toBe('Connected to 127.0.0.1:1\n');
  }
  for (const { child, ended } of servers) {
    child.kill('SIGTERM');
    expect(await ended).toEqual({ code: 0, signal: null });
  }
});

test('a database that cannot be reached stops the start with one line, without its password', async () => {
  const port = await freePort();
  vi.stubEnv('DATABASE_URL', `postgres://anna:planted-word@127.0.0.1:${port}/name`);
  const { ended, errors } = runTypeScript(SERVER);
  expect(await ended).toEqual({ code: 1, signal: null });
  expect(errors()).toMatch(/^DATABASE_URL: cannot use this database \(.*ECONNREFUSED.*\)\n$/);
  expect(errors()).not.toContain('planted-word');
});
