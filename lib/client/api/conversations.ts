import 'client-only';
import { preload } from 'react-dom';
import type { Folder } from '@/lib/domain/conversation/conversation';
import type { ConversationId, MessageId } from '@/lib/domain/ids';
import {
  type BulkRequest,
  bulkResultSchema,
  type ConversationList,
  type ConversationPatch,
  type ConversationTree,
  conversationListSchema,
  conversationSchema,
  conversationTreeSchema,
  folderListSchema,
} from '@/lib/protocol/conversations';
import { jsonBody, request, requestJson } from './request-json';

const ROOT = '/api/conversations';

/** Which conversations are listed: outside of the archive or in it, of one folder or of all. */
export type ListView = { readonly archived: boolean; readonly folder: string | null };

/** One page of a list; `before` is what the page before gave as `next`. */
export function fetchConversations(
  { archived, folder }: ListView,
  before: string | null,
): Promise<ConversationList> {
  const query = new URLSearchParams();
  if (archived) query.set('view', 'archived');
  if (folder !== null) query.set('folder', folder);
  if (before !== null) query.set('before', before);
  return requestJson(query.size > 0 ? `${ROOT}?${query}` : ROOT, conversationListSchema);
}

/** The folders there are, by name. */
export async function fetchFolders(): Promise<readonly Folder[]> {
  return (await requestJson(`${ROOT}/folders`, folderListSchema)).folders;
}

/**
 * Lets the page ask for a conversation before its scripts are here: called while it is rendered on the
 * server, where `fetchConversation` cannot be. In the browser it does nothing.
 */
export function preloadConversation(id: ConversationId): void {
  if (typeof window !== 'undefined') return;
  // As `fetch` asks, or the browser would load it twice.
  preload(`${ROOT}/${id}`, { as: 'fetch', crossOrigin: 'anonymous' });
}

/** A conversation with its whole tree. */
export function fetchConversation(
  id: ConversationId,
  signal: AbortSignal,
): Promise<ConversationTree> {
  return requestJson(`${ROOT}/${id}`, conversationTreeSchema, { signal });
}

/** Changes what the patch names, if nobody was faster. */
export async function changeConversation(
  id: ConversationId,
  patch: ConversationPatch,
): Promise<void> {
  await request(`${ROOT}/${id}`, jsonBody('PATCH', patch));
}

/** Does one thing with many; at most `MAX_BULK_IDS` at a time. */
export async function changeConversations(bulk: BulkRequest): Promise<void> {
  await requestJson(`${ROOT}/bulk`, bulkResultSchema, jsonBody('POST', bulk));
}

export async function markConversationSeen(id: ConversationId): Promise<void> {
  await request(`${ROOT}/${id}/seen`, { method: 'POST' });
}

/** Makes a new conversation of the messages up to one of them; returns its id. */
export async function forkConversation(
  id: ConversationId,
  messageId: MessageId,
): Promise<ConversationId> {
  const init = jsonBody('POST', { messageId });
  return (await requestJson(`${ROOT}/${id}/fork`, conversationSchema, init)).id;
}

export async function deleteConversation(id: ConversationId): Promise<void> {
  await request(`${ROOT}/${id}`, { method: 'DELETE' });
}

/** Deletes everything the person has stored. */
export async function deleteAllData(): Promise<void> {
  await request(ROOT, { method: 'DELETE' });
}
