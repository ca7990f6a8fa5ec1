import { expect, test } from 'vitest';
import { withoutDoubles } from '@/lib/client/search/without-doubles';
import type { SearchResultHit } from '@/lib/protocol/search';
import { conversationIdOf, messageIdOf } from '../../../support/messages';

const words = { text: 'words', marks: [] };

/** A hit in a conversation by its number; without a message it is the title. */
const hitOf = (conversation: number, message: number | null): SearchResultHit => ({
  conversationId: conversationIdOf(conversation),
  title: words,
  kind: message === null ? 'title' : 'question',
  messageId: message === null ? null : messageIdOf(message),
  createdAt: 1,
  snippet: words,
});

test('a title gives way to a message of its conversation, wherever that stands', () => {
  const hits = [hitOf(1, null), hitOf(2, 3), hitOf(2, null), hitOf(1, 4), hitOf(3, null)];
  expect(withoutDoubles(hits)).toEqual([hitOf(2, 3), hitOf(1, 4), hitOf(3, null)]);
});
