import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError } from '@/lib/server/config-error';
import { lockDataDirectory } from '@/lib/server/database/lock-data-directory';
import { runTypeScript } from '../../../support/run-typescript';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenlens-lock-'));
  path = join(folder, 'lock.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const HOLD = `
  import { lockDataDirectory } from '@/lib/server/database/lock-data-directory';
  lockDataDirectory(process.argv[1]);
  process.stdout.write('locked');
  setInterval(() => {}, 1000);
`;

test('a folder in use is refused by name, and free again when it is given back', () => {
  const unlock = lockDataDirectory(path);
  expect(() => lockDataDirectory(path)).toThrow(ConfigError);
  expect(() => lockDataDirectory(path)).toThrow(
    `DATA_DIR: another Tenlens uses this folder (${path})`,
  );
  unlock();
  lockDataDirectory(path)();
});

test('another process holds it until it ends, however that is', async () => {
  const holder = runTypeScript(HOLD, path);
  expect(await holder.firstOutput()).toBe('locked');
  expect(() => lockDataDirectory(path)).toThrow('another Tenlens uses this folder');
  holder.child.kill('SIGKILL');
  expect(await holder.ended).toEqual({ code: null, signal: 'SIGKILL' });
  lockDataDirectory(path)();
});

test('a folder that cannot be written says so', () => {
  const missing = join(folder, 'missing', 'lock.db');
  expect(() => lockDataDirectory(missing)).toThrow(ConfigError);
  expect(() => lockDataDirectory(missing)).toThrow(
    `DATA_DIR: cannot write to this folder (${missing})`,
  );
});
