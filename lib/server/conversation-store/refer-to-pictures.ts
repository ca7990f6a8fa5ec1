import 'server-only';
import type { Transaction } from 'kysely';
import { AppError } from '@/lib/domain/errors/app-error';
import { inGroups } from '@/lib/domain/in-groups';
import { isForeignKeyViolation } from '../database/database-failure';
import type { Schema } from '../database/schema';

/** Rows in one statement: the engines take some ten thousand values. */
const MOST_ROWS = 2_000;

/**
 * Stores which pictures messages show.
 *
 * @throws AppError `attachment-gone` when one has been removed in the meantime.
 */
export async function referToPictures(
  transaction: Transaction<Schema>,
  references: readonly Schema['message_attachment'][],
): Promise<void> {
  // Whoever refers to several pictures, or removes them, locks them in one order.
  const ordered = references.toSorted((one, other) =>
    one.attachment_id < other.attachment_id ? -1 : 1,
  );
  try {
    for (const group of inGroups(ordered, MOST_ROWS)) {
      await transaction.insertInto('message_attachment').values(group).execute();
    }
  } catch (cause) {
    throw isForeignKeyViolation(cause) ? new AppError('attachment-gone', {}, { cause }) : cause;
  }
}
