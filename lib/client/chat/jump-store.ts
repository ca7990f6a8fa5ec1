import 'client-only';
import type { ConversationId, MessageId } from '@/lib/domain/ids';

/** A message that is to be brought into view. */
export type Jump = { readonly conversationId: ConversationId; readonly messageId: MessageId };

let wanted: Jump | null = null;
const listeners = new Set<() => void>();

function set(jump: Jump | null): void {
  wanted = jump;
  for (const listener of listeners) listener();
}

/** Asks the page to show a message, once its conversation is there. */
export const requestJump = (jump: Jump): void => set(jump);

/** The message was brought into view, or cannot be. */
export const finishJump = (): void => set(null);

export const getJump = (): Jump | null => wanted;

export function subscribeToJump(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
