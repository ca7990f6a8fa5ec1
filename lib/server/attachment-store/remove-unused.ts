import 'server-only';
import type { Kysely, Transaction } from 'kysely';
import type { Schema } from '../database/schema';

/** Attachments that the messages of a conversation refer to. Asked before those are deleted. */
export async function attachmentsOfConversation(
  transaction: Transaction<Schema>,
  conversationId: string,
): Promise<string[]> {
  const rows = await transaction
    .selectFrom('message_attachment')
    .innerJoin('message', 'message.id', 'message_attachment.message_id')
    .select('message_attachment.attachment_id')
    .distinct()
    .where('message.conversation_id', '=', conversationId)
    .execute();
  return rows.map((row) => row.attachment_id);
}

/** Deletes those of the attachments that no message refers to, with bytes that nothing else uses. */
export async function removeUnused(
  transaction: Transaction<Schema>,
  attachmentIds: readonly string[],
): Promise<void> {
  if (attachmentIds.length === 0) return;
  const removed = await withoutMessage(transaction)
    .where('id', 'in', [...attachmentIds])
    .returning('blob_hash')
    .execute();
  const hashes = removed.map((row) => row.blob_hash);
  if (hashes.length > 0) await withoutAttachment(transaction).where('hash', 'in', hashes).execute();
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
