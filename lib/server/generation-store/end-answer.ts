import 'server-only';
import { sql, type Transaction } from 'kysely';
import type { AnswerUpdate } from '../conversation-store/conversation-store';
import { readAnswer, toAnswerColumn } from '../conversation-store/message-row';
import { engineOf } from '../database/engine-of';
import type { Schema } from '../database/schema';
import { indexMessages } from '../search/index-messages';
import type { ChunkBatch } from './generation-store';
import { notify } from './notify';
import { storeChunks } from './store-chunks';

type Ended = { readonly generationId: string; readonly messageId: string };

async function storeTail(transaction: Transaction<Schema>, id: string, tail: ChunkBatch | null) {
  if (engineOf(transaction) === 'sqlite') {
    // Nobody else reads this log: the answer is in the message now.
    await transaction.deleteFrom('generation_chunk').where('generation_id', '=', id).execute();
    return;
  }
  if (tail) {
    const row = { generation_id: id, seq: tail.first, chunks: `[${tail.chunks.join()}]` };
    await storeChunks(transaction, [row]);
  }
  await notify(transaction, 'news', [id]);
}

/**
 * Stores the final state of an answer whose generation has been marked as ended in this transaction.
 *
 * @param tail - The last chunks, for readers at other processes.
 */
export async function endAnswer(
  transaction: Transaction<Schema>,
  { generationId, messageId }: Ended,
  { parts, status, ...update }: AnswerUpdate,
  tail: ChunkBatch | null,
): Promise<void> {
  const row = await transaction
    .updateTable('message')
    .set({ parts: JSON.stringify(parts), status })
    .where('id', '=', messageId)
    .where('status', '=', sql.lit('streaming'))
    .returning('answer')
    .executeTakeFirst();
  if (!row) return;
  const answer = toAnswerColumn(Object.assign(readAnswer(row), update));
  await transaction.updateTable('message').set({ answer }).where('id', '=', messageId).execute();
  await indexMessages(transaction, [messageId]);
  await storeTail(transaction, generationId, tail);
}
