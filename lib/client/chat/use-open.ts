import 'client-only';
import type { UseChatHelpers } from '@ai-sdk/react';
import { useCallback } from 'react';
import { pathTo } from '@/lib/domain/conversation/message-tree';
import type { ConversationId, MessageId } from '@/lib/domain/ids';
import type { ConversationTree } from '@/lib/protocol/conversations';
import { type ChatMessage, toUiMessage } from '@/lib/protocol/ui-message';
import type { ChatTransport } from './chat-transport';
import { useLater } from './use-later';

/** How often the store is looked at for an answer that no connection is free for, in milliseconds. */
const LOOK_INTERVAL_MS = 2_000;

type Parts = {
  readonly chat: Pick<UseChatHelpers<ChatMessage>, 'setMessages' | 'resumeStream'>;
  readonly transport: ChatTransport;
  /** Loads what is stored, and shows it by the given function if it is there. */
  load(
    id: ConversationId,
    show: (loaded: ConversationTree) => void,
  ): Promise<ConversationTree | null>;
};

/** The messages from the root to a leaf, as `useChat` holds them. */
export const branchOf = (tree: ConversationTree, leaf: MessageId | null): ChatMessage[] =>
  pathTo(tree.messages, leaf).map(toUiMessage);

/**
 * Shows what is stored and follows the answer that runs; again and again where this browser has no
 * connection to spare for it.
 *
 * @returns `open` with the answer that was read here, which stays in view, and what ends the looking. It
 * gives the branch it showed at last; an empty one where nothing came.
 */
export function useOpen({ chat, transport, load }: Parts) {
  const { setMessages, resumeStream } = chat;
  const { later, cancel } = useLater();
  const open = useCallback(
    async (id: ConversationId, answerId?: MessageId): Promise<ChatMessage[]> => {
      cancel();
      let branch: ChatMessage[] = [];
      const loaded = await load(id, (tree) => {
        // Another tab may have moved the head.
        const isKnown = tree.messages.some((message) => message.id === answerId);
        branch = branchOf(tree, isKnown && answerId ? answerId : tree.conversation.headId);
        setMessages(branch);
      });
      if (!branch.some((message) => message.id === loaded?.running?.messageId)) return branch;
      await resumeStream();
      if (transport.hasResumed) return branch;
      if (transport.isCrowdedOut) {
        later(() => void open(id, answerId), LOOK_INTERVAL_MS);
        return branch;
      }
      // It has ended in between.
      await load(id, (tree) => {
        branch = branchOf(tree, tree.conversation.headId);
        setMessages(branch);
      });
      return branch;
    },
    [load, setMessages, resumeStream, transport, later, cancel],
  );
  return { open, cancelLook: cancel };
}
