import 'server-only';
import type { Kysely } from 'kysely';
import { asId, type ConversationId, type GenerationId, type MessageId } from '@/lib/domain/ids';
import type { Actor } from '../actor';
import type { Schema } from '../database/schema';
import { endAnswer, endGeneration } from '../generation-store/end-answer';
import type { ChunkBatch } from '../generation-store/generation-store';
import { addTurn, type StoreDependencies } from './add-turn';
import { changeConversation, changeConversations, markSeen } from './change-conversations';
import { listConversations, listFolders } from './conversation-list';
import type { AnswerUpdate, ConversationStore, StoredTurn } from './conversation-store';
import { forkConversation } from './fork-conversation';
import { toConversation, toMessage } from './message-row';
import { removeConversations, removeEverything } from './remove-conversations';
import { resumeTurn } from './resume-turn';

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

async function hasConversation(
  database: Kysely<Schema>,
  actor: Actor,
  id: ConversationId,
): Promise<boolean> {
  const row = await database
    .selectFrom('conversation')
    .select('id')
    .where('id', '=', id)
    .where('owner_id', '=', actor.userId)
    .executeTakeFirst();
  return row !== undefined;
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

async function saveAnswer(
  database: Kysely<Schema>,
  { processId, actor, id }: { processId: string; actor: Actor; id: MessageId },
  update: AnswerUpdate,
  tail: ChunkBatch | null,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const generation = await endGeneration(transaction, ({ and }) =>
      and({ message_id: id, owner_id: actor.userId, owner_process: processId }),
    );
    if (generation) await endAnswer(transaction, generation, update, tail);
  });
}

/** The conversation store on any SQL engine that Kysely speaks. */
export function createSqlConversationStore(
  database: Kysely<Schema>,
  dependencies: StoreDependencies,
): ConversationStore {
  return {
    list: (actor, page) => listConversations(database, actor, page),
    folders: (actor) => listFolders(database, actor),
    read: (actor, id) => readConversation(database, actor, id),
    has: (actor, id) => hasConversation(database, actor, id),
    findTurn: (actor, key) => findTurn(database, actor, key),

    addTurn: (actor, turn) => addTurn(database, actor, turn, dependencies),
    resumeTurn: (actor, turn) => resumeTurn(database, actor, turn, dependencies),

    change: (actor, id, change) => changeConversation(database, actor, id, change),
    changeAll: (actor, ids, change) => changeConversations(database, actor, ids, change),
    markSeen: (actor, id) => markSeen(database, actor, id),
    saveAnswer: (actor, id, update, tail = null) =>
      saveAnswer(database, { processId: dependencies.processId, actor, id }, update, tail),

    fork: (actor, source) =>
      database.transaction().execute((transaction) => {
        const step = { transaction, actor, now: dependencies.now() };
        return forkConversation(step, source, dependencies.newId);
      }),

    remove: async (actor, id) => (await removeConversations(database, actor, [id])) > 0,
    removeMany: (actor, ids) => removeConversations(database, actor, ids),
    removeAll: (actor) => removeEverything(database, actor),
  };
}
