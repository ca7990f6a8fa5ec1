import 'client-only';
import { useEffect } from 'react';
import type { ConversationId } from '@/lib/domain/ids';
import { usePageVisible } from '../layout/use-page-visible';
import { conversationLists } from './conversation-lists';

/**
 * Tells the server that a finished answer was seen, as soon as the page is in front.
 *
 * @param isUnread - Whether the conversation in view has one that nobody has seen.
 */
export function useSeen(id: ConversationId | null, isUnread: boolean): void {
  const isVisible = usePageVisible();
  useEffect(() => {
    if (id !== null && isUnread && isVisible) void conversationLists.markSeen(id);
  }, [id, isUnread, isVisible]);
}
