import 'client-only';
import { useSyncExternalStore } from 'react';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import type { ConversationId } from '@/lib/domain/ids';
import { ALL, conversationLists } from './conversation-lists';

/** A conversation as the lists know it now; `undefined` where they do not. */
export function useListed(id: ConversationId | null): ConversationSummary | undefined {
  return useSyncExternalStore(
    // What a person does shows in every list, so one tells enough.
    conversationLists.of(ALL).subscribe,
    () => (id === null ? undefined : conversationLists.find(id)),
    () => undefined,
  );
}
