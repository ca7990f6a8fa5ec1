import 'server-only';
import { sql, type Transaction } from 'kysely';
import { byBytes } from './by-bytes';
import { engineOf } from './engine-of';
import type { Schema } from './schema';

const KEYS = {
  conversation: 'id',
  attachment: 'id',
  blob: 'hash',
  connection_profile: 'connection_id',
} as const;

/**
 * Keeps all others from referring to rows, and waits for those that just did, until the transaction ends.
 * What is asked after this sees what they stored. Always in one order, so that nobody waits for each
 * other: conversations, attachments, blobs, each by its key. SQLite has one writer and needs nothing.
 */
export async function lockRows(
  transaction: Transaction<Schema>,
  table: keyof typeof KEYS,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0 || engineOf(transaction) !== 'postgres') return;
  const key = KEYS[table];
  // An update would not do: it lets others refer to the row meanwhile.
  await sql`select 1 from ${sql.table(table)} where ${sql.ref(key)} = any(${[...keys]})
    order by ${byBytes(transaction, key)} for update`.execute(transaction);
}
