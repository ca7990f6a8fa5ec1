import 'server-only';
import type { Kysely, Transaction } from 'kysely';
import type { Actor } from '../actor';
import type { Schema } from '../database/schema';

/** Values in one statement: the engines take some ten thousand. */
const MOST_VALUES = 5_000;

function* inGroups<Value>(values: readonly Value[]): Generator<Value[]> {
  for (let start = 0; start < values.length; start += MOST_VALUES) {
    yield values.slice(start, start + MOST_VALUES);
  }
}

/** Attachments that the messages of a person's conversations refer to. Asked before those are deleted. */
export async function attachmentsOfConversations(
  transaction: Transaction<Schema>,
  actor: Actor,
  conversationIds: readonly string[],
): Promise<string[]> {
  const rows = await transaction
    .selectFrom('message_attachment')
    .innerJoin('message', 'message.id', 'message_attachment.message_id')
    .select('message_attachment.attachment_id')
    .distinct()
    .where('message.conversation_id', 'in', [...conversationIds])
    .where('message.owner_id', '=', actor.userId)
    .execute();
  return rows.map((row) => row.attachment_id);
}

/** Deletes those of the attachments that no message refers to, with bytes that nothing else uses. */
export async function removeUnused(
  transaction: Transaction<Schema>,
  attachmentIds: readonly string[],
): Promise<void> {
  for (const ids of inGroups(attachmentIds)) {
    const removed = await withoutMessage(transaction)
      .where('id', 'in', ids)
      .returning('blob_hash')
      .execute();
    await removeUnusedBytes(transaction, removed);
  }
}

/** Deletes all attachments of a person that no message refers to, with bytes that nothing else uses. */
export async function removeAttachmentsOf(
  transaction: Transaction<Schema>,
  actor: Actor,
): Promise<void> {
  const removed = await withoutMessage(transaction)
    .where('owner_id', '=', actor.userId)
    .returning('blob_hash')
    .execute();
  await removeUnusedBytes(transaction, removed);
}

async function removeUnusedBytes(
  transaction: Transaction<Schema>,
  removed: readonly { readonly blob_hash: string }[],
): Promise<void> {
  const hashes = [...new Set(removed.map((row) => row.blob_hash))];
  for (const group of inGroups(hashes)) {
    await withoutAttachment(transaction).where('hash', 'in', group).execute();
  }
}

/** Deletion of attachments that no message refers to. */
export function withoutMessage(database: Kysely<Schema>) {
  return database
    .deleteFrom('attachment')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('message_attachment')
            .select('message_attachment.message_id')
            .whereRef('message_attachment.attachment_id', '=', 'attachment.id'),
        ),
      ),
    );
}

/** Deletion of bytes that no attachment refers to; copies made from them go with them. */
export function withoutAttachment(database: Kysely<Schema>) {
  return database
    .deleteFrom('blob')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('attachment')
            .select('attachment.id')
            .whereRef('attachment.blob_hash', '=', 'blob.hash'),
        ),
      ),
    );
}
