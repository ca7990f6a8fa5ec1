import 'server-only';
import type { ExpressionBuilder, ExpressionWrapper, SqlBool, Transaction } from 'kysely';
import { type MessagePart, picturesOf } from '@/lib/domain/message';
import type { AnswerUpdate } from '../conversation-store/conversation-store';
import { readAnswer, toAnswerColumn } from '../conversation-store/message-row';
import { referToPictures } from '../conversation-store/refer-to-pictures';
import { databaseNow } from '../database/database-now';
import { engineOf } from '../database/engine-of';
import type { Schema } from '../database/schema';
import { STREAMING } from '../database/streaming';
import { indexMessages } from '../search/index-messages';
import { countAnswer } from '../usage-store/count-answer';
import type { ChunkBatch } from './generation-store';
import { notify } from './notify';
import { storeChunks } from './store-chunks';

type Ended = { readonly id: string; readonly message_id: string };

/** Says which generation is meant. */
type Which = (
  expression: ExpressionBuilder<Schema, 'generation'>,
) => ExpressionWrapper<Schema, 'generation', SqlBool>;

/**
 * Marks a generation as ended, and its conversation as unread. The conversation first, in the order in
 * which a deletion takes its locks.
 *
 * @returns What has ended by this; nothing when it had before, or is not the one that is meant.
 */
export async function endGeneration(
  transaction: Transaction<Schema>,
  which: Which,
): Promise<Ended | undefined> {
  await transaction
    .updateTable('conversation')
    .set({ is_unread: 1 })
    .where('id', 'in', (query) =>
      query
        .selectFrom('generation')
        .select('conversation_id')
        .where('state', '=', STREAMING)
        .where(which),
    )
    .execute();
  return transaction
    .updateTable('generation')
    .set({ state: 'ended', heartbeat_at: databaseNow(transaction) })
    .where('state', '=', STREAMING)
    .where(which)
    .returning(['id', 'message_id'])
    .executeTakeFirst();
}

async function storeTail(transaction: Transaction<Schema>, id: string, tail: ChunkBatch | null) {
  if (engineOf(transaction) === 'sqlite') {
    // Nobody else reads this log: the answer is in the message now.
    await transaction.deleteFrom('generation_chunk').where('generation_id', '=', id).execute();
    return;
  }
  if (tail) await storeChunks(transaction, [tail]);
  await notify(transaction, 'news', [id]);
}

/** Keeps the pictures that an answer's tools gave as long as the answer. */
async function referToMade(
  transaction: Transaction<Schema>,
  messageId: string,
  parts: readonly MessagePart[],
): Promise<void> {
  const pictures = picturesOf({ parts });
  if (pictures.length === 0) return;
  // An answer that had waited has referred to some of them before.
  await transaction.deleteFrom('message_attachment').where('message_id', '=', messageId).execute();
  const references = pictures.map(({ id }, position) => ({
    message_id: messageId,
    attachment_id: id,
    position,
  }));
  await referToPictures(transaction, references);
}

/**
 * Stores the final state of an answer whose generation has ended in this transaction; see
 * `endGeneration`.
 *
 * @param tail - The last chunks, for readers at other processes.
 */
export async function endAnswer(
  transaction: Transaction<Schema>,
  { id, message_id }: Ended,
  { parts, status, ...update }: AnswerUpdate,
  tail: ChunkBatch | null,
): Promise<void> {
  const row = await transaction
    .updateTable('message')
    .set({ parts: JSON.stringify(parts), status })
    .where('id', '=', message_id)
    .where('status', '=', STREAMING)
    .returning(['answer', 'owner_id', 'created_at'])
    .executeTakeFirst();
  if (!row) return;
  await referToMade(transaction, message_id, parts);
  const before = readAnswer(row);
  const after = { ...before, ...update };
  const answer = toAnswerColumn(after);
  await transaction.updateTable('message').set({ answer }).where('id', '=', message_id).execute();
  await countAnswer(transaction, row, before, after);
  await indexMessages(transaction, [message_id]);
  await storeTail(transaction, id, tail);
}
