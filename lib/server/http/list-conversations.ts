import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConversationList } from '@/lib/protocol/conversations';
import { conversationIdSchema } from '@/lib/protocol/ids';
import type { Actor } from '../actor';
import type { Context } from '../context';
import type { ListPlace } from '../conversation-store/conversation-store';

const PAGE_SIZE = 100;

const toCursor = ({ updatedAt, id }: ListPlace) => `${updatedAt}:${id}`;

/** Reads what `toCursor` wrote. */
function parseCursor(cursor: string): ListPlace {
  const [, time, rest] = /^(\d{1,16}):(.+)$/.exec(cursor) ?? [];
  const id = conversationIdSchema.safeParse(rest);
  if (!id.success) throw new AppError('request-invalid');
  return { updatedAt: Number(time), id: id.data };
}

/**
 * One page of the sidebar, with a sign at those that are being answered.
 *
 * @param before - `next` of the page before; `null` for the first one.
 * @throws AppError `request-invalid` when `before` is none of ours.
 */
export async function listConversations(
  { conversations, generations }: Context,
  actor: Actor,
  before: string | null,
): Promise<ConversationList> {
  const place = before === null ? null : parseCursor(before);
  const rows = await conversations.list(actor, { before: place, limit: PAGE_SIZE });
  const last = rows.length < PAGE_SIZE ? undefined : rows.at(-1);
  return {
    conversations: await Promise.all(
      rows.map(async (row) => ({
        ...row,
        isRunning: (await generations.running(actor, row.id)).length > 0,
      })),
    ),
    next: last ? toCursor(last) : null,
  };
}
