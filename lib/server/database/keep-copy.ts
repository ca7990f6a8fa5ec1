import 'server-only';
import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema';

/** Waits until a file is on the disk. */
function putOnDisk(path: string): void {
  const descriptor = openSync(path, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** Waits until the names in a folder are on the disk. */
function putNamesOnDisk(folder: string): void {
  // Windows opens no folders; it writes names at once.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/**
 * Keeps a copy of the embedded store beside it, as `<file>.before-<number>`. It is whole or not there, and
 * an older copy is never overwritten: where one of that name has other bytes, the new one is
 * `<file>.before-<number>.2` and so on; where it has the same ones, it is that copy.
 *
 * @param number - Of the migration that is about to run.
 * @returns Path of the copy.
 */
export async function keepCopy(
  database: Kysely<Schema>,
  file: string,
  number: number,
): Promise<string> {
  const name = `${file}.before-${number}`;
  const unfinished = `${name}.part`;
  // A try that was killed.
  rmSync(unfinished, { force: true });
  await sql`vacuum into ${unfinished}`.execute(database);
  putOnDisk(unfinished);
  const hash = await hashOf(unfinished);
  for (let copy = 1; ; copy += 1) {
    const path = copy === 1 ? name : `${name}.${copy}`;
    if (!existsSync(path)) {
      renameSync(unfinished, path);
      putNamesOnDisk(dirname(path));
      return path;
    }
    if ((await hashOf(path)) === hash) {
      rmSync(unfinished);
      return path;
    }
  }
}
