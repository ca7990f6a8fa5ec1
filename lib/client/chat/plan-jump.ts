import 'client-only';
import type { MessageId } from '@/lib/domain/ids';

type Messages = readonly { readonly id: string }[];

/** What the page knows of the conversation in which a message is wanted. */
type View = {
  readonly messages: Messages;
  readonly tree: { readonly messages: Messages; readonly running: object | null } | null;
  readonly isBusy: boolean;
  readonly isLoading: boolean;
  /** Whether the tree was loaded once more for this message. */
  readonly hasReloaded: boolean;
};

/**
 * What is to be done next so that a message can be seen: scroll to it, show its branch, load the tree
 * once more (it may be newer than what is here), wait, or give up.
 */
export function planJump(
  messageId: MessageId,
  { messages, tree, isBusy, isLoading, hasReloaded }: View,
): 'scroll' | 'show' | 'load' | 'wait' | 'give-up' {
  // An answer that is about to be followed takes the reader to the end; after that they may go.
  const isResuming = tree !== null && tree.running !== null && !isBusy;
  if (isLoading || isResuming) return 'wait';
  if (messages.some(({ id }) => id === messageId)) return 'scroll';
  // What is being written belongs to the branch in view, which stays until it is written.
  if (isBusy) return 'wait';
  if (tree?.messages.some(({ id }) => id === messageId)) return 'show';
  return hasReloaded ? 'give-up' : 'load';
}
