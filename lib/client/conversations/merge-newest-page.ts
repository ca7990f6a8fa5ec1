import 'client-only';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';

type Rows = readonly ConversationSummary[];
type Listed = { readonly conversations: Rows; readonly next: string | null };

/** Whether a row comes after another in the list, whose order is that of the server. */
const isBehind = (row: ConversationSummary, other: ConversationSummary) =>
  row.updatedAt < other.updatedAt || (row.updatedAt === other.updatedAt && row.id < other.id);

/** Puts a page that follows behind the rows before it; one that came already stays where it is. */
export function appendPage(rows: Rows, page: Rows): Rows {
  const known = new Set(rows.map(({ id }) => id));
  return [...rows, ...page.filter(({ id }) => !known.has(id))];
}

/** Puts a row where it belongs. Behind all that is listed it waits for its page, if one follows. */
export function insertRow(rows: Rows, row: ConversationSummary, hasNext: boolean): Rows {
  const place = rows.findIndex((other) => isBehind(other, row));
  if (place < 0) return hasNext ? rows : [...rows, row];
  return rows.toSpliced(place, 0, row);
}

/**
 * Takes a newer first page into a list of several. Rows behind it stay; a row in its range that it
 * does not have is gone. Where so much is new that the page does not reach down to what was listed,
 * the list begins anew.
 *
 * @param listed - The list until now, with its `next`.
 */
export function mergeNewestPage(listed: Listed, { conversations, next }: Listed): Listed {
  const page = { conversations, next };
  const first = listed.conversations[0];
  const last = conversations.at(-1);
  if (!first || !last || next === null || isBehind(first, last)) return page;
  const behind = listed.conversations.filter((row) => isBehind(row, last));
  if (behind.length === 0) return page;
  return { conversations: appendPage(conversations, behind), next: listed.next };
}
