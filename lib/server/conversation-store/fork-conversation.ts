import 'server-only';
import type { Insertable, Selectable, Transaction } from 'kysely';
import type { Conversation } from '@/lib/domain/conversation/conversation';
import { forkTitle } from '@/lib/domain/conversation/fork-title';
import { pathTo } from '@/lib/domain/conversation/message-tree';
import { renameCall } from '@/lib/domain/conversation/rename-call';
import { AppError } from '@/lib/domain/errors/app-error';
import { asId, type ConversationId, type MessageId } from '@/lib/domain/ids';
import { inGroups } from '@/lib/domain/in-groups';
import type { Actor } from '../actor';
import type { Schema } from '../database/schema';
import { indexConversation } from '../search/index-messages';
import { readAnswer, toAnswerColumn, toConversation } from './message-row';
import { referToPictures } from './refer-to-pictures';

type Step = { transaction: Transaction<Schema>; actor: Actor; now: number };
type NewIds = ReadonlyMap<string, string>;

/** Messages in one statement: ten values each, and the engines take some ten thousand. */
const MOST_ROWS = 500;

/** Ids and statuses of the messages from the root to one of them. */
async function readPath(
  { transaction }: Step,
  conversationId: ConversationId,
  messageId: MessageId,
) {
  const rows = await transaction
    .selectFrom('message')
    .select(['id', 'parent_id', 'position', 'status'])
    .where('conversation_id', '=', conversationId)
    .execute();
  const nodes = rows.map(({ id, parent_id, position, status }) => ({
    id: asId<MessageId>(id),
    parentId: parent_id === null ? null : asId<MessageId>(parent_id),
    position,
    status,
  }));
  return pathTo(nodes, messageId);
}

/** How an answer was made, told by the ids of the copy. */
function copyAnswer(row: Selectable<Schema['message']>, newIds: NewIds): string | null {
  if (row.answer === null) return null;
  const answer = readAnswer(row);
  const call = renameCall(answer.call, {
    message: (id) => (newIds.has(id) ? asId<MessageId>(newIds.get(id) ?? id) : null),
    attachment: (same) => same,
  });
  return toAnswerColumn({ ...answer, call });
}

/** Copies messages, in the order of their path, with the pictures they refer to. */
async function copyMessages(
  { transaction }: Step,
  conversationId: string,
  newIds: NewIds,
): Promise<void> {
  const positions = new Map([...newIds.keys()].map((id, position) => [id, position]));
  const copy = (row: Selectable<Schema['message']>): Insertable<Schema['message']> => ({
    ...row,
    id: newIds.get(row.id) ?? row.id,
    parent_id: row.parent_id === null ? null : (newIds.get(row.parent_id) ?? null),
    conversation_id: conversationId,
    position: positions.get(row.id) ?? 0,
    // Of two answers that wait for the same decision, one does.
    status: row.status === 'waiting' ? 'stopped' : row.status,
    answer: copyAnswer(row, newIds),
  });
  const references: Schema['message_attachment'][] = [];
  for (const group of inGroups([...newIds.keys()], MOST_ROWS)) {
    const rows = await transaction
      .selectFrom('message')
      .selectAll()
      .where('id', 'in', group)
      .orderBy('position')
      .execute();
    await transaction.insertInto('message').values(rows.map(copy)).execute();
    const originals = await transaction
      .selectFrom('message_attachment')
      .selectAll()
      .where('message_id', 'in', group)
      .execute();
    for (const original of originals) {
      const message_id = newIds.get(original.message_id) ?? original.message_id;
      references.push({ ...original, message_id });
    }
  }
  await referToPictures(transaction, references);
}

/** The first picture along a path. */
async function thumbnailOf({ transaction }: Step, conversationId: string): Promise<string | null> {
  const first = await transaction
    .selectFrom('message_attachment')
    .innerJoin('message', 'message.id', 'message_attachment.message_id')
    .select('message_attachment.attachment_id')
    .where('message.conversation_id', '=', conversationId)
    .orderBy('message.position')
    .orderBy('message_attachment.position')
    .limit(1)
    .executeTakeFirst();
  return first?.attachment_id ?? null;
}

/** Makes a conversation of a path of another; see `ConversationStore.fork`. */
export async function forkConversation(
  step: Step,
  source: { id: ConversationId; messageId: MessageId },
  newId: () => string,
): Promise<Conversation> {
  const { transaction, actor, now } = step;
  // Written as it is, so that nobody deletes it, and its pictures, meanwhile.
  const original = await transaction
    .updateTable('conversation')
    .set(({ ref }) => ({ version: ref('version') }))
    .where('id', '=', source.id)
    .where('owner_id', '=', actor.userId)
    .returning(['title', 'folder', 'settings'])
    .executeTakeFirst();
  const path = original ? await readPath(step, source.id, source.messageId) : [];
  if (!original || path.length === 0) throw new AppError('not-found');
  if (path.some(({ status }) => status === 'streaming')) throw new AppError('conflict');
  const newIds = new Map<string, string>(path.map(({ id }) => [id, newId()]));
  const id = newId();
  const times = { created_at: now, updated_at: now };
  const copied = { ...original, title: forkTitle(original.title) };
  const place = { head_id: newIds.get(source.messageId) ?? null, next_position: path.length };
  await transaction
    .insertInto('conversation')
    .values({ id, owner_id: actor.userId, ...copied, version: 1, ...place, ...times })
    .execute();
  await copyMessages(step, id, newIds);
  await indexConversation(transaction, id);
  const row = await transaction
    .updateTable('conversation')
    .set({ thumbnail_id: await thumbnailOf(step, id) })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toConversation(row);
}
