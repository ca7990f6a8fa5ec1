import 'client-only';
import type { ConversationId } from '@/lib/domain/ids';
import {
  type ConversationList,
  type ConversationTree,
  conversationListSchema,
  conversationTreeSchema,
} from '@/lib/protocol/conversations';
import { jsonBody, request, requestJson } from './request-json';

const ROOT = '/api/conversations';

/** One page of the sidebar; `before` is what the page before gave as `next`. */
export function fetchConversations(before: string | null): Promise<ConversationList> {
  const query = before === null ? '' : `?before=${encodeURIComponent(before)}`;
  return requestJson(`${ROOT}${query}`, conversationListSchema);
}

/** A conversation with its whole tree. */
export function fetchConversation(
  id: ConversationId,
  signal: AbortSignal,
): Promise<ConversationTree> {
  return requestJson(`${ROOT}/${id}`, conversationTreeSchema, { signal });
}

export async function renameConversation(
  id: ConversationId,
  change: { title: string; version: number },
): Promise<void> {
  await request(`${ROOT}/${id}`, jsonBody('PATCH', change));
}

export async function deleteConversation(id: ConversationId): Promise<void> {
  await request(`${ROOT}/${id}`, { method: 'DELETE' });
}

/** Deletes everything the person has stored. */
export async function deleteAllData(): Promise<void> {
  await request(ROOT, { method: 'DELETE' });
}
