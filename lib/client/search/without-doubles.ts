import 'client-only';
import type { SearchResultHit } from '@/lib/protocol/search';

/**
 * Leaves out the title of a conversation of which a message was found too: most titles are the first
 * line of the first question, and every row shows the title.
 */
export function withoutDoubles(hits: readonly SearchResultHit[]): SearchResultHit[] {
  const withMessage = new Set(
    hits.flatMap(({ messageId, conversationId }) => (messageId === null ? [] : [conversationId])),
  );
  return hits.filter(
    ({ messageId, conversationId }) => messageId !== null || !withMessage.has(conversationId),
  );
}
