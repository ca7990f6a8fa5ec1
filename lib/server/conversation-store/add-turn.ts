import 'server-only';
import type { Kysely, Transaction } from 'kysely';
import { titleFrom } from '@/lib/domain/conversation/title-from';
import { AppError } from '@/lib/domain/errors/app-error';
import { asId, type ConversationId, type GenerationId, type MessageId } from '@/lib/domain/ids';
import type { MessagePart } from '@/lib/domain/message';
import type { Actor } from '../actor';
import { isUniqueViolation } from '../database/database-failure';
import type { Schema } from '../database/schema';
import { indexMessages, indexTitle } from '../search/index-messages';
import type { NewQuestion, NewTurn, StoredTurn } from './conversation-store';
import { insertGeneration } from './insert-generation';
import { toAnswerColumn } from './message-row';
import { referToPictures } from './refer-to-pictures';

export type StoreDependencies = {
  now(): number;
  newId(): string;
  /** Name of this process, which runs the generations it stores. */
  readonly processId: string;
};

type Step = { transaction: Transaction<Schema>; actor: Actor; now: number };
type Place = { id: string; nextPosition: number };

async function openConversation(step: Step, turn: NewTurn, newId: () => string): Promise<Place> {
  const { transaction, actor, now } = step;
  if (turn.conversationId !== null) {
    // Written first, so that sends at once in one conversation come one after the other.
    const row = await transaction
      .updateTable('conversation')
      .set({ updated_at: now })
      .where('id', '=', turn.conversationId)
      .where('owner_id', '=', actor.userId)
      .returning(['id', 'next_position'])
      .executeTakeFirst();
    if (!row) throw new AppError('not-found');
    return { id: row.id, nextPosition: row.next_position };
  }
  if (!('id' in turn.question)) throw new AppError('request-invalid');
  const id = newId();
  const title = titleFrom(turn.question.text, turn.question.attachments);
  const settings = turn.settings ? JSON.stringify(turn.settings) : null;
  const times = { created_at: now, updated_at: now };
  await transaction
    .insertInto('conversation')
    .values({ id, owner_id: actor.userId, title, version: 1, next_position: 0, settings, ...times })
    .execute();
  await indexTitle(transaction, id);
  return { id, nextPosition: 0 };
}

async function requireParent(
  step: Step,
  conversationId: string,
  parentId: MessageId | null,
  role: 'user' | 'assistant',
): Promise<void> {
  if (parentId === null) return;
  const parent = await step.transaction
    .selectFrom('message')
    .select('role')
    .where('id', '=', parentId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  if (!parent) throw new AppError('not-found');
  if (parent.role !== role) throw new AppError('request-invalid');
}

function toParts(question: NewQuestion): MessagePart[] {
  const files = question.attachments.map((attachment) => ({ type: 'file', attachment }) as const);
  return question.text === '' ? files : [...files, { type: 'text', text: question.text }];
}

/** A person who asks on does not decide any more: an answer that waits is stopped by that. */
async function stopWaiting({ transaction }: Step, id: MessageId): Promise<void> {
  await transaction
    .updateTable('message')
    .set({ status: 'stopped' })
    .where('id', '=', id)
    .where('status', '=', 'waiting')
    .execute();
}

async function insertQuestion(step: Step, place: Place, question: NewQuestion): Promise<void> {
  await requireParent(step, place.id, question.parentId, 'assistant');
  if (question.parentId !== null) await stopWaiting(step, question.parentId);
  await step.transaction
    .insertInto('message')
    .values({
      id: question.id,
      owner_id: step.actor.userId,
      conversation_id: place.id,
      parent_id: question.parentId,
      role: 'user',
      status: 'done',
      position: place.nextPosition,
      parts: JSON.stringify(toParts(question)),
      created_at: step.now,
    })
    .execute();
  await indexMessages(step.transaction, [question.id]);
  const references = question.attachments.map((attachment, position) => ({
    message_id: question.id,
    attachment_id: attachment.id,
    position,
  }));
  const first = references[0];
  if (!first) return;
  await referToPictures(step.transaction, references);
  await step.transaction
    .updateTable('conversation')
    .set(({ fn, ref, val }) => ({
      thumbnail_id: fn.coalesce(ref('thumbnail_id'), val(first.attachment_id)),
    }))
    .where('id', '=', place.id)
    .execute();
}

/** Refuses a key that was used before, and an id that is taken. */
async function requireNew({ transaction, actor }: Step, turn: NewTurn): Promise<void> {
  const earlier = await transaction
    .selectFrom('generation')
    .select('id')
    .where('owner_id', '=', actor.userId)
    .where('idempotency_key', '=', turn.idempotencyKey)
    .executeTakeFirst();
  if (earlier) throw new AppError('conflict');
  if (!('id' in turn.question)) return;
  const { id } = turn.question;
  const taken = await transaction
    .selectFrom('message')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (taken) throw new AppError('conflict');
}

type NewAnswer = Pick<StoredTurn['answer'], 'id' | 'conversationId' | 'parentId' | 'position'>;

async function insertAnswer(step: Step, turn: NewTurn, answer: NewAnswer): Promise<void> {
  await step.transaction
    .insertInto('message')
    .values({
      id: answer.id,
      owner_id: step.actor.userId,
      conversation_id: answer.conversationId,
      parent_id: answer.parentId,
      role: 'assistant',
      status: 'streaming',
      position: answer.position,
      parts: JSON.stringify(turn.initialParts),
      answer: toAnswerColumn({ call: turn.call }),
      created_at: step.now,
    })
    .execute();
}

/** Stores a question and its empty answer in one transaction; see `ConversationStore.addTurn`. */
export async function addTurn(
  database: Kysely<Schema>,
  actor: Actor,
  turn: NewTurn,
  dependencies: StoreDependencies,
): Promise<StoredTurn> {
  try {
    return await database.transaction().execute((transaction) => {
      const step = { transaction, actor, now: dependencies.now() };
      return insertTurn(step, turn, dependencies);
    });
  } catch (cause) {
    // The same send at another process was a moment earlier.
    throw isUniqueViolation(cause) ? new AppError('conflict', {}, { cause }) : cause;
  }
}

async function insertTurn(
  step: Step,
  turn: NewTurn,
  { newId, processId }: Pick<StoreDependencies, 'newId' | 'processId'>,
): Promise<StoredTurn> {
  const { transaction, actor, now } = step;
  await requireNew(step, turn);
  const place = await openConversation(step, turn, newId);
  const isNew = 'id' in turn.question;
  if ('id' in turn.question) await insertQuestion(step, place, turn.question);
  else await requireParent(step, place.id, turn.question.answerTo, 'user');

  const conversationId = asId<ConversationId>(place.id);
  const parentId = 'id' in turn.question ? turn.question.id : turn.question.answerTo;
  const position = place.nextPosition + (isNew ? 1 : 0);
  const id = asId<MessageId>(newId());
  const generationId = asId<GenerationId>(newId());
  await insertAnswer(step, turn, { id, conversationId, parentId, position });
  await insertGeneration(transaction, {
    id: generationId,
    owner_id: actor.userId,
    conversation_id: conversationId,
    message_id: id,
    idempotency_key: turn.idempotencyKey,
    created_at: now,
    owner_process: processId,
  });
  await transaction
    .updateTable('conversation')
    .set({ head_id: id, updated_at: now, next_position: position + 1, archived: 0 })
    .where('id', '=', conversationId)
    .execute();
  const answer = {
    id,
    conversationId,
    parentId,
    position,
    role: 'assistant',
    status: 'streaming',
    parts: turn.initialParts,
    createdAt: now,
    call: turn.call,
  } as const;
  return { conversationId, generationId, answer };
}
