import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const KEEPER = fileURLToPath(new URL('../../scripts/test/keep-postgres.mjs', import.meta.url));
const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** A Postgres of our own, on this machine. */
export type PostgresServer = {
  /** Address of its maintenance database. */
  readonly url: string;
  /** Ends every connection; its data stay. */
  interrupt(): Promise<void>;
  resume(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
};

/** Folder of an installed server's programs: `POSTGRES_BIN`, which `npm test` sets, else Debian's newest. */
function programs(): string {
  const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER) : [];
  const newest = versions.toSorted((one, other) => Number(other) - Number(one));
  const folders = newest.map((version) => join(DEBIAN_FOLDER, version, 'bin'));
  const found = [process.env.POSTGRES_BIN, ...folders].find(
    (folder) => folder && existsSync(join(folder, 'initdb')),
  );
  if (found) return found;
  throw new Error(
    'no Postgres for the tests: name one in TEST_DATABASE_URL, install the package postgresql, or run `npm test`',
  );
}

/**
 * Starts a Postgres with an empty cluster. It ends with this process at the latest.
 *
 * @throws Error with what it printed when it does not start.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const keeper = spawn(process.execPath, [KEEPER, programs()], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: keeper.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('Postgres for the tests ended');
    return String(value);
  };
  const order = async (command: string) => {
    keeper.stdin.write(`${command}\n`);
    await nextLine();
  };
  return {
    url: await nextLine(),
    interrupt: () => order('stop'),
    resume: () => order('start'),
    async stop() {
      const ended = once(keeper, 'exit');
      keeper.stdin.end();
      await ended;
    },
  };
}
