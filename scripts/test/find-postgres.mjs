import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { EntryFailure } from '../entry/failure.mjs';
import { installDebianPackage } from './install-debian-package.mjs';

const DEBIAN_FOLDER = '/usr/lib/postgresql';
const USUAL_FOLDERS = [
  '/usr/pgsql/bin',
  '/opt/homebrew/opt/postgresql/bin',
  '/usr/local/opt/postgresql/bin',
];

/** Folder of an installed server's programs, the newest of Debian's first. */
function findInstalled() {
  const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER) : [];
  const newestFirst = versions.sort((one, other) => Number(other) - Number(one));
  const folders = newestFirst.map((version) => join(DEBIAN_FOLDER, version, 'bin'));
  const onPath = (process.env.PATH ?? '').split(delimiter);
  const candidates = [process.env.POSTGRES_BIN, ...folders, ...onPath, ...USUAL_FOLDERS];
  return candidates.find((folder) => folder && existsSync(join(folder, 'initdb')));
}

/**
 * What the tests need to reach a Postgres: nothing where `TEST_DATABASE_URL` names one, else the folder of an
 * installed server's programs, else Debian's package.
 *
 * @param {string} root - The repository's folder.
 * @returns {Promise<Record<string, string>>} Variables for the tests.
 * @throws EntryFailure when none can be had.
 */
export async function findPostgres(root) {
  const { TEST_DATABASE_URL } = process.env;
  if (TEST_DATABASE_URL) return { TEST_DATABASE_URL };
  const found = findInstalled();
  if (found) return { POSTGRES_BIN: found };
  await installDebianPackage(root, 'postgresql').catch((error) => console.log(error.message));
  const installed = findInstalled();
  if (installed) return { POSTGRES_BIN: installed };
  throw new EntryFailure(
    'no Postgres found and none could be installed: install one, or name one in TEST_DATABASE_URL.',
  );
}
