import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openSqlite } from '@/lib/server/database/open-sqlite';
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
