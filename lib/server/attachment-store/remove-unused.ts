import 'server-only';
import type { ExpressionBuilder, Kysely, Transaction } from 'kysely';
import { inGroups } from '@/lib/domain/in-groups';
import type { Actor } from '../actor';
import { lockRows } from '../database/lock-rows';
import type { Schema } from '../database/schema';
import { largestOf } from './blob-variants';

/** Values in one statement: the engines take some ten thousand. */
const MOST_VALUES = 5_000;

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

/**
 * Deletes those of the attachments that no message refers to, with bytes that nothing else uses. Whoever
 * wants to refer to one of them at that moment either was first, or finds it gone.
 *
 * @returns How many attachments.
 */
export async function removeUnused(
  transaction: Transaction<Schema>,
  attachmentIds: readonly string[],
): Promise<number> {
  const hashes = new Set<string>();
  let count = 0;
  for (const ids of inGroups(attachmentIds.toSorted(), MOST_VALUES)) {
    await lockRows(transaction, 'attachment', ids);
    const removed = await transaction
      .deleteFrom('attachment')
      .where('id', 'in', ids)
      .where(isWithoutMessage)
      .returning(['id', 'blob_hash'])
      .execute();
    count += removed.length;
    for (const { blob_hash } of removed) hashes.add(blob_hash);
    await removeLargest(transaction, removed);
  }
  await removeUnusedBytes(transaction, [...hashes].toSorted());
  return count;
}

/** What was kept of an attachment beside its bytes goes with it, also where others have the same bytes. */
async function removeLargest(
  transaction: Transaction<Schema>,
  removed: readonly { readonly id: string; readonly blob_hash: string }[],
): Promise<void> {
  if (removed.length === 0) return;
  await transaction
    .deleteFrom('blob_variant')
    .where(
      'blob_hash',
      'in',
      removed.map(({ blob_hash }) => blob_hash),
    )
    .where(
      'purpose',
      'in',
      removed.map(({ id, blob_hash }) => largestOf(id, blob_hash).purpose),
    )
    .execute();
}

async function removeUnusedBytes(
  transaction: Transaction<Schema>,
  hashes: readonly string[],
): Promise<void> {
  for (const group of inGroups(hashes, MOST_VALUES)) {
    await lockRows(transaction, 'blob', group);
    // Copies made from them go with them.
    await transaction
      .deleteFrom('blob')
      .where('hash', 'in', group)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('attachment')
              .select('attachment.id')
              .whereRef('attachment.blob_hash', '=', 'blob.hash'),
          ),
        ),
      )
      .execute();
  }
}

function isWithoutMessage({ not, exists, selectFrom }: ExpressionBuilder<Schema, 'attachment'>) {
  return not(
    exists(
      selectFrom('message_attachment')
        .select('message_attachment.message_id')
        .whereRef('message_attachment.attachment_id', '=', 'attachment.id'),
    ),
  );
}

type Unused = { readonly ownedBy: Actor } | { readonly olderThan: number };

/** Attachments that no message refers to: all of a person, or all older than a time. */
export async function findUnused(database: Kysely<Schema>, which: Unused): Promise<string[]> {
  const query = database.selectFrom('attachment').select('id').where(isWithoutMessage);
  const rows = await ('ownedBy' in which
    ? query.where('owner_id', '=', which.ownedBy.userId)
    : query.where('created_at', '<', which.olderThan)
  ).execute();
  return rows.map(({ id }) => id);
}
