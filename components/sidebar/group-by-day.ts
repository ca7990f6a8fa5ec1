import type { ConversationSummary } from '@/lib/domain/conversation/conversation';

export type DayGroup = 'today' | 'yesterday' | 'thisWeek' | 'earlier';

const DAY_MS = 24 * 60 * 60 * 1000;

function groupOf(time: number, startOfToday: number): DayGroup {
  if (time >= startOfToday) return 'today';
  if (time >= startOfToday - DAY_MS) return 'yesterday';
  return time >= startOfToday - 6 * DAY_MS ? 'thisWeek' : 'earlier';
}

/**
 * Conversations by how long ago they were used, order kept.
 *
 * @param startOfToday - Midnight where the person is, in milliseconds since 1970.
 */
export function groupByDay(
  conversations: readonly ConversationSummary[],
  startOfToday: number,
): [DayGroup, ConversationSummary[]][] {
  return [...Map.groupBy(conversations, ({ updatedAt }) => groupOf(updatedAt, startOfToday))];
}
