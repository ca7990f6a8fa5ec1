import 'client-only';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import type { ConversationId } from '@/lib/domain/ids';

/**
 * Finds out from the list which answers have ended since it was last looked at.
 *
 * @returns Called with the list as it is now, gives the conversations whose answer ended unseen.
 */
export function createEndedAnswers() {
  let running = new Set<ConversationId>();
  return (rows: readonly ConversationSummary[]): ConversationSummary[] => {
    const ended = rows.filter((row) => running.has(row.id) && !row.isRunning && row.isUnread);
    running = new Set(rows.filter(({ isRunning }) => isRunning).map(({ id }) => id));
    return ended;
  };
}
