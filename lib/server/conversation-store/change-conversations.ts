import 'server-only';
import { type Kysely, sql, type Updateable } from 'kysely';
import type { Conversation, ConversationChange } from '@/lib/domain/conversation/conversation';
import { settleChange } from '@/lib/domain/conversation/settle-change';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConversationId } from '@/lib/domain/ids';
import type { Actor } from '../actor';
import type { Schema } from '../database/schema';
import { indexTitle } from '../search/index-messages';
import { toConversation } from './message-row';

const toNumber = (value: boolean) => (value ? 1 : 0);

function toColumns(change: ConversationChange): Updateable<Schema['conversation']> {
  const { title, folder, pinned, archived, settings } = settleChange(change);
  return {
    ...(title === undefined ? {} : { title }),
    ...(folder === undefined ? {} : { folder }),
    ...(pinned === undefined ? {} : { pinned: toNumber(pinned) }),
    ...(archived === undefined ? {} : { archived: toNumber(archived) }),
    ...(settings === undefined ? {} : { settings: JSON.stringify(settings) }),
  };
}

const nextVersion = { version: sql<number>`version + 1` };

/** Changes one conversation by its version; see `ConversationStore.change`. */
export async function changeConversation(
  database: Kysely<Schema>,
  actor: Actor,
  id: ConversationId,
  { version, ...change }: ConversationChange & { version: number },
): Promise<Conversation> {
  const row = await database.transaction().execute(async (transaction) => {
    const changed = await transaction
      .updateTable('conversation')
      .set({ ...toColumns(change), ...nextVersion })
      .where('id', '=', id)
      .where('owner_id', '=', actor.userId)
      .where('version', '=', version)
      .returningAll()
      .executeTakeFirst();
    if (changed && change.title !== undefined) await indexTitle(transaction, id);
    return changed;
  });
  if (row) return toConversation(row);
  const stale = await database
    .selectFrom('conversation')
    .select('id')
    .where('id', '=', id)
    .where('owner_id', '=', actor.userId)
    .executeTakeFirst();
  throw new AppError(stale ? 'conflict' : 'not-found');
}

/** Changes many conversations at once; see `ConversationStore.changeAll`. */
export async function changeConversations(
  database: Kysely<Schema>,
  actor: Actor,
  ids: readonly ConversationId[],
  change: ConversationChange,
): Promise<number> {
  if (ids.length === 0) return 0;
  const result = await database
    .updateTable('conversation')
    .set({ ...toColumns(change), ...nextVersion })
    .where('id', 'in', [...ids])
    .where('owner_id', '=', actor.userId)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Notes that the answers of a conversation were seen; see `ConversationStore.markSeen`. */
export async function markSeen(
  database: Kysely<Schema>,
  actor: Actor,
  id: ConversationId,
): Promise<boolean> {
  const result = await database
    .updateTable('conversation')
    .set({ is_unread: 0 })
    .where('id', '=', id)
    .where('owner_id', '=', actor.userId)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}
