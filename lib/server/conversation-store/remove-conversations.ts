import 'server-only';
import type { Kysely } from 'kysely';
import type { ConversationId } from '@/lib/domain/ids';
import type { Actor } from '../actor';
import {
  attachmentsOfConversations,
  findUnused,
  removeUnused,
} from '../attachment-store/remove-unused';
import { lockRows } from '../database/lock-rows';
import type { Schema } from '../database/schema';
import { removeApprovals } from '../tool-approval-store/remove-approvals';

/** Deletes conversations with all that only they use; see `ConversationStore.remove`. */
export async function removeConversations(
  database: Kysely<Schema>,
  actor: Actor,
  ids: readonly ConversationId[],
): Promise<number> {
  if (ids.length === 0) return 0;
  return database.transaction().execute(async (transaction) => {
    await lockRows(transaction, 'conversation', ids);
    const attachmentIds = await attachmentsOfConversations(transaction, actor, ids);
    const result = await transaction
      .deleteFrom('conversation')
      .where('id', 'in', [...ids])
      .where('owner_id', '=', actor.userId)
      .executeTakeFirst();
    await removeApprovals(transaction, actor, ids);
    await removeUnused(transaction, attachmentIds);
    return Number(result.numDeletedRows);
  });
}

/** Deletes everything of a person, pictures that nobody sent yet among it. */
export async function removeEverything(database: Kysely<Schema>, actor: Actor): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const own = await transaction
      .selectFrom('conversation')
      .select('id')
      .where('owner_id', '=', actor.userId)
      .execute();
    const ids = own.map(({ id }) => id);
    await lockRows(transaction, 'conversation', ids);
    await transaction.deleteFrom('conversation').where('owner_id', '=', actor.userId).execute();
    await removeApprovals(transaction, actor, 'all');
    await removeUnused(transaction, await findUnused(transaction, { ownedBy: actor }));
  });
}
