import { expect, test } from 'vitest';
import { type ChatSession, sessionFor } from '@/lib/client/chat/chat-session';
import { asId, type ConversationId } from '@/lib/domain/ids';
import { toTemporaryId } from '@/lib/domain/temporary-id';
import { conversationIdOf } from '../../../support/messages';

const [ONE, TWO] = [conversationIdOf(1), conversationIdOf(2)];
const newKey = () => 'new';
const shown = (conversationId: typeof ONE | null): ChatSession => ({
  key: 'old',
  conversationId,
  isTemporary: false,
});

test.each<[string, ChatSession | null, typeof ONE | null, string]>([
  ['a first page', null, null, 'new'],
  ['a stored conversation', null, ONE, 'new'],
  ['the one shown already', shown(ONE), ONE, 'old'],
  ['the new chat shown already', shown(null), null, 'old'],
  ['another one', shown(ONE), TWO, 'new'],
  ['a new chat from a stored one', shown(ONE), null, 'new'],
])('%s', (_name, current, wanted, key) => {
  const session = { key, conversationId: wanted, isTemporary: false };
  expect(sessionFor(current, wanted, newKey)).toEqual(session);
});

test('the address of a temporary chat says what it is, and a new one stays temporary', () => {
  const id = asId<ConversationId>(toTemporaryId(ONE));
  expect(sessionFor(null, id, newKey).isTemporary).toBe(true);
  const fresh = { ...shown(null), isTemporary: true };
  expect(sessionFor(fresh, null, newKey)).toBe(fresh);
});
