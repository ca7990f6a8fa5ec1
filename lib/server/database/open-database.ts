import 'server-only';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { AppError } from '@/lib/domain/errors/app-error';
import { type Config, ensureDataDirectory } from '../config';
import { ConfigError } from '../config-error';
import type { Secret } from '../secret';
import { lockDataDirectory } from './lock-data-directory';
import { migrate } from './migrate';
import { openPostgres } from './open-postgres';
import { openSqlite } from './open-sqlite';
import type { Schema } from './schema';
import { upgradeFile } from './upgrade-file';

/** The store's database, up to date and ready for use. */
export type OpenedDatabase = {
  readonly database: Kysely<Schema>;
  /** Where further connections go, such as one that listens; `null` on the embedded engine. */
  readonly databaseUrl: Secret | null;
  close(): Promise<void>;
};

/** Where set-up is not complete every request is refused; nothing may be written anywhere. */
async function openNothing(): Promise<OpenedDatabase> {
  const database = openSqlite(':memory:');
  await migrate(database);
  return { database, databaseUrl: null, close: () => database.destroy() };
}

/** In words of the driver; a failed connection may have only a code. */
function reasonOf(failure: unknown): string {
  const error = failure instanceof AppError ? failure.cause : failure;
  if (!(error instanceof Error)) return String(error);
  return error.message || ('code' in error && String(error.code)) || error.name;
}

async function openShared(databaseUrl: Secret): Promise<OpenedDatabase> {
  const patient = openPostgres(databaseUrl, { isPatient: true });
  try {
    await migrate(patient);
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    const reason = reasonOf(cause);
    throw new ConfigError(`DATABASE_URL: cannot use this database (${reason})`, { cause });
  } finally {
    await patient.destroy();
  }
  const database = openPostgres(databaseUrl);
  return { database, databaseUrl, close: () => database.destroy() };
}

function openFile(file: string): Kysely<Schema> {
  try {
    return openSqlite(file);
  } catch (cause) {
    throw new ConfigError(`DATA_DIR: cannot open ${file}`, { cause });
  }
}

async function openEmbedded(config: Config): Promise<OpenedDatabase> {
  const file = ensureDataDirectory(config);
  const unlock = lockDataDirectory(join(config.dataDirectory, 'lock.db'));
  let database: Kysely<Schema> | undefined;
  const close = async () => {
    await database?.destroy();
    unlock();
  };
  try {
    database = openFile(file);
    await upgradeFile(database, file);
    return { database, databaseUrl: null, close };
  } catch (error) {
    // The folder is free again for whoever tries next in this process.
    await close();
    throw error;
  }
}

/**
 * Opens the database that a configuration names and brings it up to date.
 *
 * @throws ConfigError that names the setting when it cannot be used.
 */
export function openDatabase(config: Config): Promise<OpenedDatabase> {
  if (config.setupStep) return openNothing();
  return config.databaseUrl ? openShared(config.databaseUrl) : openEmbedded(config);
}
