import 'server-only';
import type { Kysely } from 'kysely';
import type { ConversationId } from '@/lib/domain/ids';
import type { Actor } from '../actor';
import type { Schema } from '../database/schema';

/** Stands for all conversations. */
export const EVERYWHERE = '';

/** Deletes what was decided in conversations that go. What holds everywhere stays. */
export async function removeApprovals(
  database: Kysely<Schema>,
  actor: Actor,
  ids: readonly ConversationId[] | 'all',
): Promise<void> {
  await database
    .deleteFrom('tool_approval')
    .where('owner_id', '=', actor.userId)
    .where('conversation_id', '!=', EVERYWHERE)
    .$if(ids !== 'all', (query) => query.where('conversation_id', 'in', ids))
    .execute();
}
