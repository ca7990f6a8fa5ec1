import 'server-only';
import { type Kysely, sql } from 'kysely';
import { inGroups } from '@/lib/domain/in-groups';
import { engineOf } from '../database/engine-of';
import type { Schema } from '../database/schema';

/** Channel of Postgres's NOTIFY by which processes tell each other of generations. */
export const CHANNEL = 'tenlens_generation';

/** `news`: more of it is stored, or it has ended. `stop`: somebody wants it stopped. */
export type Notice = 'news' | 'stop';

/** A payload has room for 8,000 bytes; an id takes 37. */
const IDS_PER_PAYLOAD = 200;

/**
 * Tells all processes of generations once the transaction is committed. On SQLite there is nobody to
 * tell.
 */
export async function notify(
  database: Kysely<Schema>,
  notice: Notice,
  ids: readonly string[],
): Promise<void> {
  if (engineOf(database) !== 'postgres') return;
  for (const group of inGroups(ids, IDS_PER_PAYLOAD)) {
    const payload = `${notice}:${group.join()}`;
    await sql`select pg_notify(${CHANNEL}, ${payload})`.execute(database);
  }
}

/** Reads what `notify` wrote; nothing of a payload that is not ours. */
export function parseNotice(payload: string): { notice: Notice; ids: string[] } | null {
  const [, notice, ids] = /^(news|stop):(.*)$/s.exec(payload) ?? [];
  if (notice !== 'news' && notice !== 'stop') return null;
  return { notice, ids: (ids ?? '').split(',') };
}
