import 'client-only';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { MessageId } from '@/lib/domain/ids';
import type { ConversationTree } from '@/lib/protocol/conversations';
import { markBriefly } from '../layout/mark-briefly';
import { finishJump, getJump, type Jump, requestJump, subscribeToJump } from './jump-store';
import { messageIdOf } from './message-address';
import { planJump } from './plan-jump';
import type { useChatSession } from './use-chat-session';

type Chat = Pick<
  ReturnType<typeof useChatSession>,
  'messages' | 'tree' | 'isBusy' | 'loadState' | 'reload'
>;

/** Frames in which a message is mounted that was scrolled to. */
const MAX_FRAMES = 60;

/** Marks a message as soon as it is mounted. */
function markMessage(id: MessageId, frames: number = MAX_FRAMES): void {
  const row = document.querySelector<HTMLElement>(`[data-row="${id}"]`);
  if (row) markBriefly(row);
  else if (frames > 0) requestAnimationFrame(() => markMessage(id, frames - 1));
}

/** Ways to a message: the branch that holds it, and its place in the branch in view. */
type Ways = {
  show(id: MessageId): void;
  /** Says whether it is there. */
  scrollTo(id: MessageId): boolean;
};

/** A tree that was loaded once more for a message. */
type Reload = { readonly jump: Jump; readonly before: ConversationTree | null };

/** An address that names a message wants it shown, once: it is forgotten then. */
function takeFromAddress(tree: ConversationTree | null): void {
  const messageId = messageIdOf(window.location.hash);
  if (!tree || messageId === null) return;
  requestJump({ conversationId: tree.conversation.id, messageId });
  window.history.replaceState(null, '', window.location.pathname);
}

/** Follows wishes to see a message of this conversation: shows its branch, scrolls to it, marks it. */
export function useJump(chat: Chat, { show, scrollTo }: Ways): void {
  const jump = useSyncExternalStore(subscribeToJump, getJump, () => null);
  const reload = useRef<Reload | null>(null);
  const { tree, loadState } = chat;
  useEffect(() => takeFromAddress(tree), [tree]);
  useEffect(() => {
    if (!jump || jump.conversationId !== tree?.conversation.id) return;
    const { messageId } = jump;
    const hasReloaded = reload.current?.jump === jump;
    const isReloading = hasReloaded && reload.current?.before === tree;
    const isLoading = typeof loadState === 'string' && (loadState === 'loading' || isReloading);
    switch (planJump(messageId, { ...chat, isLoading, hasReloaded })) {
      case 'scroll':
        if (!scrollTo(messageId)) return;
        finishJump();
        markMessage(messageId);
        return;
      case 'show':
        show(messageId);
        return;
      case 'load':
        reload.current = { jump, before: tree };
        chat.reload();
        return;
      case 'give-up':
        finishJump();
        return;
      case 'wait':
    }
  });
}
