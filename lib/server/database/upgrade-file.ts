import 'server-only';
import type { Kysely } from 'kysely';
import { ConfigError } from '../config-error';
import { keepCopy } from './keep-copy';
import { countApplied, MIGRATIONS, type Migration, migrate } from './migrate';
import type { Schema } from './schema';

/**
 * Brings the embedded store up to date. What an earlier version wrote is copied first; see `keepCopy`.
 *
 * @throws ConfigError when it was written by a newer version, or when there is no room for the copy; it is
 * left as it is then.
 */
export async function upgradeFile(
  database: Kysely<Schema>,
  file: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const applied = await countApplied(database);
  if (applied > 0 && applied < migrations.length) {
    try {
      await keepCopy(database, file, applied + 1);
    } catch (cause) {
      const reason = `cannot keep a copy of ${file} before its upgrade`;
      throw new ConfigError(`DATA_DIR: ${reason}; nothing was changed`, { cause });
    }
  }
  await migrate(database, migrations);
}
