import 'server-only';
import { type Kysely, sql } from 'kysely';
import type { Conversation } from '@/lib/domain/conversation/conversation';
import { AppError } from '@/lib/domain/errors/app-error';
import {
  type AttachmentId,
  asId,
  type ConversationId,
  type GenerationId,
  type MessageId,
} from '@/lib/domain/ids';
import type { Actor } from '../actor';
import { attachmentsOfConversation, removeUnused } from '../attachment-store/remove-unused';
import { databaseNow } from '../database/database-now';
import type { Schema } from '../database/schema';
import { endAnswer } from '../generation-store/end-answer';
import type { ChunkBatch } from '../generation-store/generation-store';
import { addTurn, type StoreDependencies } from './add-turn';
import type { AnswerUpdate, ConversationStore, ListPlace, StoredTurn } from './conversation-store';
import { toConversation, toMessage } from './message-row';

async function listConversations(
  database: Kysely<Schema>,
  actor: Actor,
  page: { before: ListPlace | null; limit: number },
) {
  let query = database
    .selectFrom('conversation')
    .selectAll()
    .select((builder) =>
      builder
        .selectFrom('message_attachment')
        .innerJoin('message', 'message.id', 'message_attachment.message_id')
        .select('message_attachment.attachment_id')
        .whereRef('message.conversation_id', '=', 'conversation.id')
        .orderBy('message.position')
        .orderBy('message_attachment.position')
        .limit(1)
        .as('thumbnail_id'),
    )
    .where('owner_id', '=', actor.userId);
  if (page.before !== null) {
    const { updatedAt, id } = page.before;
    query = query.where(sql<boolean>`(updated_at, id) < (${updatedAt}, ${id})`);
  }
  const rows = await query
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute();
  return rows.map((row) => {
    const { headId: _headId, ...conversation } = toConversation(row);
    const thumbnailId = row.thumbnail_id === null ? null : asId<AttachmentId>(row.thumbnail_id);
    return { ...conversation, thumbnailId };
  });
}

async function readConversation(database: Kysely<Schema>, actor: Actor, id: ConversationId) {
  const row = await database
    .selectFrom('conversation')
    .selectAll()
    .where('id', '=', id)
    .where('owner_id', '=', actor.userId)
    .executeTakeFirst();
  if (!row) return null;
  const messages = await database
    .selectFrom('message')
    .selectAll()
    .where('conversation_id', '=', id)
    .orderBy('position')
    .execute();
  return { conversation: toConversation(row), messages: messages.map(toMessage) };
}

async function findTurn(
  database: Kysely<Schema>,
  actor: Actor,
  idempotencyKey: string,
): Promise<StoredTurn | null> {
  const row = await database
    .selectFrom('generation')
    .innerJoin('message', 'message.id', 'generation.message_id')
    .selectAll('message')
    .select('generation.id as generation_id')
    .where('generation.owner_id', '=', actor.userId)
    .where('generation.idempotency_key', '=', idempotencyKey)
    .executeTakeFirst();
  if (!row) return null;
  const answer = toMessage(row);
  if (answer.role !== 'assistant') throw new Error('a generation whose message is no answer');
  const generationId = asId<GenerationId>(row.generation_id);
  return { conversationId: answer.conversationId, generationId, answer };
}

async function renameConversation(
  database: Kysely<Schema>,
  actor: Actor,
  id: ConversationId,
  { title, version }: { title: string; version: number },
): Promise<Conversation> {
  const row = await database
    .updateTable('conversation')
    .set({ title, version: sql`version + 1` })
    .where('id', '=', id)
    .where('owner_id', '=', actor.userId)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst();
  if (row) return toConversation(row);
  throw new AppError((await readConversation(database, actor, id)) ? 'conflict' : 'not-found');
}

async function saveAnswer(
  database: Kysely<Schema>,
  { processId, actor, id }: { processId: string; actor: Actor; id: MessageId },
  update: AnswerUpdate,
  tail: ChunkBatch | null,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const generation = await transaction
      .updateTable('generation')
      .set({ state: 'ended', heartbeat_at: databaseNow(transaction) })
      .where('message_id', '=', id)
      .where('owner_id', '=', actor.userId)
      .where('owner_process', '=', processId)
      .where('state', '=', sql.lit<'streaming'>('streaming'))
      .returning('id')
      .executeTakeFirst();
    if (!generation) return;
    const ended = { generationId: generation.id, messageId: id };
    await endAnswer(transaction, ended, update, tail);
  });
}

async function removeConversation(
  database: Kysely<Schema>,
  actor: Actor,
  id: ConversationId,
): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const attachmentIds = await attachmentsOfConversation(transaction, id);
    const result = await transaction
      .deleteFrom('conversation')
      .where('id', '=', id)
      .where('owner_id', '=', actor.userId)
      .executeTakeFirst();
    if (result.numDeletedRows === 0n) return false;
    await removeUnused(transaction, attachmentIds);
    return true;
  });
}

/** The conversation store on any SQL engine that Kysely speaks. */
export function createSqlConversationStore(
  database: Kysely<Schema>,
  dependencies: StoreDependencies,
): ConversationStore {
  return {
    list: (actor, page) => listConversations(database, actor, page),
    read: (actor, id) => readConversation(database, actor, id),
    findTurn: (actor, key) => findTurn(database, actor, key),

    addTurn: (actor, turn) =>
      database.transaction().execute((transaction) => {
        const step = { transaction, actor, now: dependencies.now() };
        return addTurn(step, turn, dependencies);
      }),

    rename: (actor, id, change) => renameConversation(database, actor, id, change),
    saveAnswer: (actor, id, update, tail = null) =>
      saveAnswer(database, { processId: dependencies.processId, actor, id }, update, tail),

    remove: (actor, id) => removeConversation(database, actor, id),

    async removeAll(actor) {
      await database.deleteFrom('conversation').where('owner_id', '=', actor.userId).execute();
    },
  };
}
