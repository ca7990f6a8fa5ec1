import 'server-only';
import type { ConversationList } from '@/lib/protocol/conversations';
import type { Actor } from '../actor';
import type { Context } from '../context';

const PAGE_SIZE = 100;

/** One page of the sidebar, with a sign at those that are being answered. */
export async function listConversations(
  { conversations, generations }: Context,
  actor: Actor,
  before: string | null,
): Promise<ConversationList> {
  const time = before === null ? null : Number(before) || null;
  const rows = await conversations.list(actor, { before: time, limit: PAGE_SIZE });
  return {
    conversations: rows.map((row) => ({
      ...row,
      isRunning: generations.running(actor, row.id) !== null,
    })),
    next: rows.length < PAGE_SIZE ? null : (rows.at(-1)?.updatedAt ?? null),
  };
}
