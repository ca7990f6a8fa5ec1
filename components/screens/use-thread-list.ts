'use client';

import { useFocusedRow } from '@/lib/client/layout/use-focused-row';
import { useRowWindow } from '@/lib/client/layout/use-row-window';
import { estimateHeight } from '@/lib/domain/scroll/estimate-height';
import type { ChatMessage } from '@/lib/protocol/ui-message';

function estimate(message: ChatMessage, width: number): number {
  const facts = {
    role: message.role === 'user' ? ('user' as const) : ('assistant' as const),
    // Counted, not joined: all messages of a conversation are asked when it is opened.
    characters: message.parts.reduce(
      (sum, part) => (part.type === 'text' ? sum + part.text.length : sum),
      0,
    ),
    hasImages: message.parts.some((part) => part.type === 'file'),
  };
  return estimateHeight(facts, width);
}

/** The part of a branch that is mounted, and where its reader is. */
export function useThreadList(messages: readonly ChatMessage[], editedId: string | undefined) {
  const { focusedId, ...focus } = useFocusedRow();
  const list = useRowWindow({
    rows: messages,
    estimate,
    // The last two: an answer that is being written, and its question.
    keptIds: [messages.at(-1)?.id, messages.at(-2)?.id, focusedId, editedId],
  });
  return { list, focus };
}
