import 'client-only';
import type { ConversationId } from '@/lib/domain/ids';
import { conversationSchema } from '@/lib/protocol/conversations';
import type { StoredSettings } from '../conversation-settings/settings-store';
import { fetchConversation } from './conversations';
import { jsonBody, requestJson } from './request-json';

/** The settings of a conversation as they are stored now. */
export async function fetchConversationSettings(id: ConversationId): Promise<StoredSettings> {
  return (await fetchConversation(id, new AbortController().signal)).conversation;
}

/**
 * Changes the settings of a conversation, if nobody was faster.
 *
 * @returns What is stored then.
 * @throws AppError `conflict` when somebody was.
 */
export function saveConversationSettings(
  id: ConversationId,
  change: StoredSettings,
): Promise<StoredSettings> {
  const { version, settings } = change;
  return requestJson(
    `/api/conversations/${id}`,
    conversationSchema,
    jsonBody('PATCH', { version, settings }),
  );
}
