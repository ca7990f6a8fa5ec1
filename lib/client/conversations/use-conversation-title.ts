import 'client-only';
import { useSyncExternalStore } from 'react';
import type { ConversationId } from '@/lib/domain/ids';
import { conversationListStore } from './conversation-list-store';

/** A conversation's title as the sidebar knows it now; `undefined` where it does not. */
export function useConversationTitle(id: ConversationId | null): string | undefined {
  const { subscribe, getState } = conversationListStore;
  return useSyncExternalStore(
    subscribe,
    () => getState().conversations.find((conversation) => conversation.id === id)?.title,
    () => undefined,
  );
}
