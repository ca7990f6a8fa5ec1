import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EntryFailure } from '../entry/failure.mjs';
import { prepareEnvironment } from '../serve/prepare-environment.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Where the embedded store lies, and the file that a command was given. A relative name belongs to the
 * folder in which npm was called.
 *
 * @param {string} usage - What to type, for people.
 * @param {string} postgresCommand - What does the same for Postgres, with `FILE` for the file.
 * @returns {{ folder: string, store: string, file: string }}
 * @throws EntryFailure when no file is named, or the data is in Postgres.
 */
export function placeOfStore(usage, postgresCommand) {
  prepareEnvironment(root);
  const { DATA_DIR: folder = '', DATABASE_URL, DATABASE_URL_FILE, INIT_CWD } = process.env;
  const given = process.argv[2];
  if (DATABASE_URL || DATABASE_URL_FILE) {
    const command = postgresCommand.replace('FILE', given ?? 'tenlens.dump');
    throw new EntryFailure(`the data is in Postgres (DATABASE_URL): run ${command}`);
  }
  if (!given || process.argv.length > 3) throw new EntryFailure(`name one file: ${usage}`);
  const file = resolve(INIT_CWD || process.cwd(), given);
  return { folder, store: join(folder, 'tenlens.db'), file };
}
