import 'client-only';
import type { ConversationId } from '@/lib/domain/ids';
import { isTemporaryId } from '@/lib/domain/temporary-id';

/** What the page shows: one conversation from its first word on, also before it is stored. */
export type ChatSession = {
  /** Stays the same while the conversation gets its id, so that nothing is mounted anew. */
  readonly key: string;
  readonly conversationId: ConversationId | null;
  /** Whether the server keeps it in memory alone. */
  readonly isTemporary: boolean;
};

/**
 * The session for an address: the one shown when it already is that conversation, else a new one.
 *
 * @param newKey - Made anew for each session.
 */
export function sessionFor(
  current: ChatSession | null,
  conversationId: ConversationId | null,
  newKey: () => string,
): ChatSession {
  if (current && current.conversationId === conversationId) return current;
  return { key: newKey(), conversationId, isTemporary: isTemporaryId(conversationId ?? '') };
}
