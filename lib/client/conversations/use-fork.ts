import 'client-only';
import { useState } from 'react';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { ConversationId, MessageId } from '@/lib/domain/ids';
import { forkConversation } from '../api/conversations';
import { tabChannel } from '../tabs/tab-channel';
import { conversationLists } from './conversation-lists';

/**
 * Makes a new conversation of the messages up to one of them.
 *
 * @param onForked - Told the new conversation.
 */
export function useFork(id: ConversationId | null, onForked: (id: ConversationId) => void) {
  const [error, setError] = useState<AppError | null>(null);
  const run = async (source: ConversationId, messageId: MessageId) => {
    setError(null);
    try {
      const forked = await forkConversation(source, messageId);
      tabChannel.post({ type: 'conversations-changed' });
      void conversationLists.refresh();
      onForked(forked);
    } catch (cause) {
      setError(toAppError(cause));
    }
  };
  return {
    error,
    fork(messageId: MessageId) {
      if (id !== null) void run(id, messageId);
    },
  };
}
