import 'server-only';
import { type Kysely, sql, type Transaction } from 'kysely';
import { ConfigError } from '../config-error';
import { engineOf } from './engine-of';
import { createConversationTables } from './migrations/001-conversations';
import { createGenerationLog } from './migrations/002-generation-log';
import { organiseConversations } from './migrations/003-organise';
import { createSearchIndexTables } from './migrations/004-search';
import { createImportKey } from './migrations/005-import';
import { createConversationSettings } from './migrations/006-conversation-settings';
import { createConnectionProfiles } from './migrations/007-connection-profiles';
import { createRateTokens } from './migrations/008-rate-tokens';
import { createWorkbench } from './migrations/009-workbench';
import type { Schema } from './schema';

export type Migration = (database: Kysely<Schema>) => Promise<void>;

/** Forward only; a migration that shipped never changes. The number is the place in this list, from 1. */
export const MIGRATIONS: readonly Migration[] = [
  createConversationTables,
  createGenerationLog,
  organiseConversations,
  createSearchIndexTables,
  createImportKey,
  createConversationSettings,
  createConnectionProfiles,
  createRateTokens,
  createWorkbench,
];

/** Any number will do, as long as every version uses the same. */
const ADVISORY_LOCK = 3_007_001;

/** How many steps a store has seen; a new one has seen none. */
export async function countApplied(database: Kysely<Schema>): Promise<number> {
  await sql`create table if not exists migration (number bigint primary key)`.execute(database);
  const result = await sql<{ applied: number | null }>`
    select max(number) as applied from migration`.execute(database);
  return Number(result.rows[0]?.applied ?? 0);
}

/** Runs the next step; `false` when there is none. */
async function runNext(
  transaction: Transaction<Schema>,
  migrations: readonly Migration[],
): Promise<boolean> {
  const isShared = engineOf(transaction) === 'postgres';
  // Whoever waits here finds the step done. The lock ends with the transaction, however that ends.
  if (isShared) await sql`select pg_advisory_xact_lock(${ADVISORY_LOCK})`.execute(transaction);
  const applied = await countApplied(transaction);
  if (applied > migrations.length) {
    const setting = isShared ? 'DATABASE_URL' : 'DATA_DIR';
    throw new ConfigError(`${setting}: a newer Tenlens wrote this data (migration ${applied})`);
  }
  const step = migrations[applied];
  if (!step) return false;
  await step(transaction);
  await sql`insert into migration (number) values (${applied + 1})`.execute(transaction);
  return true;
}

/**
 * Brings a store up to date, each step in one transaction: killed half-way, it is as before. Any number
 * of processes may do so at once.
 *
 * @returns How many steps ran here.
 * @throws ConfigError when the store was written by a newer version; it is left as it is.
 */
export async function migrate(
  database: Kysely<Schema>,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<number> {
  const runOne = () =>
    database.transaction().execute((transaction) => runNext(transaction, migrations));
  let count = 0;
  while (await runOne()) count += 1;
  return count;
}
