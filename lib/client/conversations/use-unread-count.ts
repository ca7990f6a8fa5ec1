import 'client-only';
import { useSyncExternalStore } from 'react';
import { ALL, conversationLists } from './conversation-lists';

function countUnread(): number {
  const { conversations, pinned } = conversationLists.of(ALL).getState();
  return [...pinned, ...conversations].filter(({ isUnread }) => isUnread).length;
}

/** How many of the listed conversations have an answer that nobody has seen. */
export function useUnreadCount(): number {
  return useSyncExternalStore(conversationLists.of(ALL).subscribe, countUnread, () => 0);
}
