import 'server-only';
import type { Kysely } from 'kysely';
import { AppError } from '@/lib/domain/errors/app-error';
import { asId, type GenerationId } from '@/lib/domain/ids';
import type { Actor } from '../actor';
import { isUniqueViolation } from '../database/database-failure';
import type { Schema } from '../database/schema';
import type { StoreDependencies } from './add-turn';
import type { ResumedTurn, StoredTurn } from './conversation-store';
import { insertGeneration } from './insert-generation';
import { toMessage } from './message-row';

/** Goes on with an answer that waits; see `ConversationStore.resumeTurn`. */
export async function resumeTurn(
  database: Kysely<Schema>,
  actor: Actor,
  { conversationId, messageId, parts, idempotencyKey }: ResumedTurn,
  { now, newId, processId }: StoreDependencies,
): Promise<StoredTurn> {
  const resume = () =>
    database.transaction().execute(async (transaction): Promise<StoredTurn> => {
      const time = now();
      const conversation = await transaction
        .updateTable('conversation')
        .set({ head_id: messageId, updated_at: time })
        .where('id', '=', conversationId)
        .where('owner_id', '=', actor.userId)
        .returning('id')
        .executeTakeFirst();
      if (!conversation) throw new AppError('not-found');
      const row = await transaction
        .updateTable('message')
        .set({ status: 'streaming', parts: JSON.stringify(parts) })
        .where('id', '=', messageId)
        .where('conversation_id', '=', conversationId)
        .where('status', '=', 'waiting')
        .returningAll()
        .executeTakeFirst();
      if (!row) throw new AppError('conflict');
      const answer = toMessage(row);
      if (answer.role !== 'assistant') throw new Error('a question that waits');
      const generationId = asId<GenerationId>(newId());
      await insertGeneration(transaction, {
        id: generationId,
        owner_id: actor.userId,
        conversation_id: conversationId,
        message_id: messageId,
        idempotency_key: idempotencyKey,
        created_at: time,
        owner_process: processId,
      });
      return { conversationId, generationId, answer };
    });
  try {
    return await resume();
  } catch (cause) {
    // The same decision at another process was a moment earlier.
    throw isUniqueViolation(cause) ? new AppError('conflict', {}, { cause }) : cause;
  }
}
