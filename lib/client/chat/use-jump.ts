import 'client-only';
import { useEffect, useSyncExternalStore } from 'react';
import type { ConversationId, MessageId } from '@/lib/domain/ids';
import { markBriefly } from '../layout/mark-briefly';
import { finishJump, getJump, subscribeToJump } from './jump-store';

type Options = {
  readonly conversationId: ConversationId | null;
  /** Messages of the whole tree, once it is loaded. */
  readonly known: readonly { readonly id: MessageId }[];
  /** Those of the branch in view. */
  readonly shown: readonly { readonly id: string }[];
  /** Shows the branch that holds a message. */
  show(id: MessageId): void;
  /** Brings a message of the branch in view to the reader; `false` while it is not on the page yet. */
  reveal(id: MessageId): boolean;
};

/** Follows wishes to see a message: shows its branch, then brings it into view. */
export function useJump({ conversationId, known, shown, show, reveal }: Options): void {
  const jump = useSyncExternalStore(subscribeToJump, getJump, () => null);
  useEffect(() => {
    if (!jump || jump.conversationId !== conversationId || known.length === 0) return;
    const { messageId } = jump;
    if (!known.some(({ id }) => id === messageId)) return finishJump();
    if (!shown.some(({ id }) => id === messageId)) return show(messageId);
    if (!reveal(messageId)) return;
    finishJump();
    // It may be mounted by now only.
    requestAnimationFrame(() => {
      const row = document.querySelector<HTMLElement>(`[data-row="${messageId}"]`);
      if (row) markBriefly(row);
    });
  }, [jump, conversationId, known, shown, show, reveal]);
}
