import 'server-only';
import * as z from 'zod/mini';
import { AppError } from '@/lib/domain/errors/app-error';
import { type ConversationList, folderNameSchema } from '@/lib/protocol/conversations';
import { conversationIdSchema } from '@/lib/protocol/ids';
import type { Actor } from '../actor';
import type { Context } from '../context';
import type { ListPlace } from '../conversation-store/conversation-store';
import { parseQuery } from './parse-body';

const PAGE_SIZE = 100;

const querySchema = z.object({
  before: z.optional(z.string()),
  view: z._default(z.enum(['all', 'archived']), 'all'),
  folder: z._default(z.nullable(folderNameSchema), null),
});

const toCursor = ({ updatedAt, id }: ListPlace) => `${updatedAt}:${id}`;

/** Reads what `toCursor` wrote. */
function parseCursor(cursor: string): ListPlace {
  const [, time, rest] = /^(\d{1,16}):(.+)$/.exec(cursor) ?? [];
  const id = conversationIdSchema.safeParse(rest);
  if (!id.success) throw new AppError('request-invalid');
  return { updatedAt: Number(time), id: id.data };
}

/**
 * One page of the sidebar; the first one with what is pinned.
 *
 * @param query - `before`: `next` of the page before. `view`: `all` or `archived`. `folder`: its name.
 * @throws AppError `request-invalid` when the query is none of ours.
 */
export async function listConversations(
  { conversations }: Context,
  actor: Actor,
  query: URLSearchParams,
): Promise<ConversationList> {
  const { before, view, folder } = parseQuery(query, querySchema);
  const place = before === undefined ? null : parseCursor(before);
  const filter = { archived: view === 'archived', folder };
  const rows = await conversations.list(actor, { ...filter, before: place, limit: PAGE_SIZE });
  const ofPinned = { ...filter, pinned: true, before: null, limit: null };
  const pinned = place ? [] : await conversations.list(actor, ofPinned);
  const last = rows.length < PAGE_SIZE ? undefined : rows.at(-1);
  return { conversations: rows, pinned, next: last ? toCursor(last) : null };
}
