import 'server-only';
import { type Kysely, sql } from 'kysely';
import { ConfigError } from '../config-error';
import { createConversationTables } from './migrations/001-conversations';
import { createGenerationLog } from './migrations/002-generation-log';
import type { Schema } from './schema';

export type Migration = (database: Kysely<Schema>) => Promise<void>;

/** Forward only; a migration that shipped never changes. The number is the place in this list, from 1. */
const MIGRATIONS: readonly Migration[] = [createConversationTables, createGenerationLog];

/**
 * Brings a store up to date, each step in one transaction: killed half-way, it is as before.
 *
 * @returns How many steps ran.
 * @throws ConfigError when the store was written by a newer version; it is left as it is.
 */
export async function migrate(
  database: Kysely<Schema>,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<number> {
  await sql`create table if not exists migration (number bigint primary key)`.execute(database);
  const result = await sql<{ applied: number | null }>`
    select max(number) as applied from migration`.execute(database);
  const applied = Number(result.rows[0]?.applied ?? 0);
  if (applied > migrations.length) {
    throw new ConfigError(`DATA_DIR: a newer Tenlens wrote this data (migration ${applied})`);
  }
  for (const [index, step] of migrations.slice(applied).entries()) {
    await database.transaction().execute(async (transaction) => {
      await step(transaction);
      await sql`insert into migration (number) values (${applied + index + 1})`.execute(
        transaction,
      );
    });
  }
  return migrations.length - applied;
}
