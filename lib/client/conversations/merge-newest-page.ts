import 'client-only';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import type { ConversationList } from '@/lib/protocol/conversations';

type Rows = readonly ConversationSummary[];

/** Whether a row comes after another in the list, whose order is that of the server. */
const isBehind = (row: ConversationSummary, other: ConversationSummary) =>
  row.updatedAt < other.updatedAt || (row.updatedAt === other.updatedAt && row.id < other.id);

/** Puts a page that follows behind the rows before it; one that came already stays where it is. */
export function appendPage(rows: Rows, page: Rows): Rows {
  const known = new Set(rows.map(({ id }) => id));
  return [...rows, ...page.filter(({ id }) => !known.has(id))];
}

/**
 * Takes a newer first page into a list of several. Rows behind it stay; a row in its range that it
 * does not have is gone. Where so much is new that the page does not reach down to what was listed,
 * the list begins anew.
 *
 * @param listed - The list until now, with its `next`.
 */
export function mergeNewestPage(
  listed: { conversations: Rows; next: string | null },
  page: ConversationList,
): { conversations: Rows; next: string | null } {
  const first = listed.conversations[0];
  const last = page.conversations.at(-1);
  if (!first || !last || page.next === null || isBehind(first, last)) return page;
  const behind = listed.conversations.filter((row) => isBehind(row, last));
  if (behind.length === 0) return page;
  return { conversations: appendPage(page.conversations, behind), next: listed.next };
}
