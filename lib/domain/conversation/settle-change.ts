import type { ConversationChange } from './conversation';

/**
 * A change with all that follows from it: what goes into the archive is not pinned any more, and what
 * is pinned comes out of it.
 */
export function settleChange(change: ConversationChange): ConversationChange {
  if (change.archived) return { ...change, pinned: false };
  return change.pinned ? { ...change, archived: false } : change;
}
