import 'server-only';
import type { Kysely, Transaction } from 'kysely';
import { renameCall } from '@/lib/domain/conversation/rename-call';
import { type AttachmentId, asId, type ConversationId, type MessageId } from '@/lib/domain/ids';
import { inGroups } from '@/lib/domain/in-groups';
import { picturesOf } from '@/lib/domain/message';
import type { Actor } from '../actor';
import { toAnswerColumn } from '../conversation-store/message-row';
import { referToPictures } from '../conversation-store/refer-to-pictures';
import type { Schema } from '../database/schema';
import { indexConversation } from '../search/index-messages';
import type { NewConversation, TransferStore } from './transfer-store';

/** Rows of one statement: engines take only so many parameters. */
const ROWS_AT_ONCE = 500;

type NewMessage = NewConversation['messages'][number];

async function isTaken(transaction: Transaction<Schema>, id: ConversationId): Promise<boolean> {
  const row = await transaction
    .selectFrom('conversation')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/** New ids for those that are taken. */
async function replaceTaken(
  transaction: Transaction<Schema>,
  messages: readonly NewMessage[],
  newId: () => string,
): Promise<(id: MessageId) => MessageId> {
  const replaced = new Map<string, MessageId>();
  for (const group of inGroups(messages, ROWS_AT_ONCE)) {
    const taken = await transaction
      .selectFrom('message')
      .select('id')
      .where(
        'id',
        'in',
        group.map(({ id }) => id),
      )
      .execute();
    for (const { id } of taken) replaced.set(id, asId<MessageId>(newId()));
  }
  return (id) => replaced.get(id) ?? id;
}

function toRow(message: NewMessage, actor: Actor, conversationId: ConversationId) {
  const { role, status, position, createdAt, parts } = message;
  return {
    id: message.id,
    owner_id: actor.userId,
    conversation_id: conversationId,
    parent_id: message.parentId,
    role,
    status,
    position,
    parts: JSON.stringify(parts),
    answer: message.role === 'user' ? null : toAnswerColumn(message),
    created_at: createdAt,
  };
}

async function insertMessages(
  transaction: Transaction<Schema>,
  actor: Actor,
  place: { id: ConversationId; messages: readonly NewMessage[] },
): Promise<void> {
  const { id, messages } = place;
  for (const group of inGroups(messages, ROWS_AT_ONCE)) {
    const rows = group.map((message) => toRow(message, actor, id));
    await transaction.insertInto('message').values(rows).execute();
  }
  const references = messages.flatMap((message) => {
    const files = picturesOf(message);
    return files.map((attachment, position) => ({
      message_id: message.id,
      attachment_id: attachment.id,
      position,
    }));
  });
  await referToPictures(transaction, references);
}

/** Picture that stands for a conversation: the first one of the earliest message that has any. */
function firstPicture(messages: readonly NewMessage[]): string | null {
  const byPosition = messages.toSorted((left, right) => left.position - right.position);
  return byPosition.flatMap(picturesOf)[0]?.id ?? null;
}

async function addConversation(
  transaction: Transaction<Schema>,
  actor: Actor,
  added: NewConversation,
  newId: () => string,
): Promise<ConversationId | null> {
  const id = (await isTaken(transaction, added.id)) ? asId<ConversationId>(newId()) : added.id;
  const keep = await replaceTaken(transaction, added.messages, newId);
  const messages = added.messages.map((message): NewMessage => {
    const parentId = message.parentId === null ? null : keep(message.parentId);
    const placed = { ...message, id: keep(message.id), parentId };
    if (placed.role === 'user') return placed;
    return {
      ...placed,
      call: renameCall(placed.call, { message: keep, attachment: (same) => same }),
    };
  });
  const stored = await transaction
    .insertInto('conversation')
    .values({
      id,
      owner_id: actor.userId,
      title: added.title,
      head_id: added.headId === null ? null : keep(added.headId),
      version: added.version,
      pinned: added.pinned ? 1 : 0,
      archived: added.archived ? 1 : 0,
      folder: added.folder,
      is_unread: added.isUnread ? 1 : 0,
      settings: JSON.stringify(added.settings),
      thumbnail_id: firstPicture(messages),
      next_position: messages.reduce((next, { position }) => Math.max(next, position + 1), 0),
      created_at: added.createdAt,
      updated_at: added.updatedAt,
      import_key: added.importKey,
    })
    .onConflict((conflict) => conflict.columns(['owner_id', 'import_key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!stored) return null;
  await insertMessages(transaction, actor, { id, messages });
  await indexConversation(transaction, id);
  return id;
}

async function readSource(database: Kysely<Schema>, actor: Actor, id: ConversationId) {
  const row = await database
    .selectFrom('conversation')
    .select('import_key')
    .where('id', '=', id)
    .where('owner_id', '=', actor.userId)
    .executeTakeFirst();
  if (!row) return null;
  const pictures = await database
    .selectFrom('message')
    .innerJoin('message_attachment', 'message_attachment.message_id', 'message.id')
    .innerJoin('attachment', 'attachment.id', 'message_attachment.attachment_id')
    .select(['attachment.id', 'attachment.blob_hash'])
    .where('message.conversation_id', '=', id)
    .execute();
  const hashes = new Map(pictures.map((each) => [asId<AttachmentId>(each.id), each.blob_hash]));
  return { importKey: row.import_key, hashes };
}

/** The transfer store on any SQL engine that Kysely speaks. */
export function createSqlTransferStore(
  database: Kysely<Schema>,
  { newId }: { newId(): string },
): TransferStore {
  return {
    async conversationIds(actor) {
      const rows = await database
        .selectFrom('conversation')
        .select('id')
        .where('owner_id', '=', actor.userId)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => asId<ConversationId>(id));
    },
    readSource: (actor, id) => readSource(database, actor, id),
    async hasConversation(actor, key, id) {
      const row = await database
        .selectFrom('conversation')
        .select('id')
        .where('owner_id', '=', actor.userId)
        .where((where) =>
          id === undefined
            ? where('import_key', '=', key)
            : where.or([where('import_key', '=', key), where('id', '=', id)]),
        )
        .executeTakeFirst();
      return row !== undefined;
    },
    addConversation: (actor, added) =>
      database
        .transaction()
        .execute((transaction) => addConversation(transaction, actor, added, newId)),
  };
}
