import 'server-only';
import { type Kysely, sql } from 'kysely';
import { migrate } from '../database/migrate';
import { openSqlite } from '../database/open-sqlite';
import type { Schema } from '../database/schema';

/** Temporary chats end after that many milliseconds without a new message. */
const LIFETIME_MS = 12 * 60 * 60 * 1000;
/** All of them together take at most 512 MiB of memory: pages of 4 KiB. */
const MAX_PAGES = 131_072;

export type TemporaryDatabase = {
  readonly database: Kysely<Schema>;
  /** Forgets chats nobody has used for twelve hours. */
  sweep(now: number): Promise<void>;
};

/** Opens a store in memory alone, for chats that are never written to disk. */
export async function openTemporary(): Promise<TemporaryDatabase> {
  const database = openSqlite(':memory:');
  // Neither sorting nor a large statement may use a file.
  await sql`pragma temp_store = memory`.execute(database);
  await sql`pragma max_page_count = ${sql.lit(MAX_PAGES)}`.execute(database);
  await migrate(database);
  return {
    database,
    async sweep(now) {
      await database
        .deleteFrom('conversation')
        .where('updated_at', '<', now - LIFETIME_MS)
        .execute();
      await database
        .deleteFrom('tool_approval')
        .where('conversation_id', 'not in', (query) =>
          query.selectFrom('conversation').select('id'),
        )
        .execute();
    },
  };
}
