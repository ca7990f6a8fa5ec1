import 'server-only';
import { type Kysely, sql } from 'kysely';
import { createConversationTables } from './migrations/001-conversations';
import type { Schema } from './schema';

type Migration = (database: Kysely<Schema>) => Promise<void>;

/** Forward only; a migration that shipped never changes. The number is the place in this list, from 1. */
const MIGRATIONS: readonly Migration[] = [createConversationTables];

/**
 * Brings a store up to date, each step in one transaction: killed half-way, it is as before.
 *
 * @returns How many steps ran.
 * @throws Error when the store was written by a newer version.
 */
export async function migrate(database: Kysely<Schema>): Promise<number> {
  await sql`create table if not exists migration (number bigint primary key)`.execute(database);
  const result = await sql<{ applied: number | null }>`
    select max(number) as applied from migration`.execute(database);
  const applied = Number(result.rows[0]?.applied ?? 0);
  if (applied > MIGRATIONS.length) {
    throw new Error(`the data was written by a newer version (migration ${applied})`);
  }
  for (const [index, step] of MIGRATIONS.slice(applied).entries()) {
    await database.transaction().execute(async (transaction) => {
      await step(transaction);
      await sql`insert into migration (number) values (${applied + index + 1})`.execute(
        transaction,
      );
    });
  }
  return MIGRATIONS.length - applied;
}
