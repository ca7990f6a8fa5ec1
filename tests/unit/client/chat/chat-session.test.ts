import { expect, test } from 'vitest';
import { type ChatSession, sessionFor } from '@/lib/client/chat/chat-session';
import { conversationIdOf } from '../../../support/messages';

const [ONE, TWO] = [conversationIdOf(1), conversationIdOf(2)];
const newKey = () => 'new';

test.each<[string, ChatSession | null, typeof ONE | null, string]>([
  ['a first page', null, null, 'new'],
  ['a stored conversation', null, ONE, 'new'],
  ['the one shown already', { key: 'old', conversationId: ONE }, ONE, 'old'],
  ['the new chat shown already', { key: 'old', conversationId: null }, null, 'old'],
  ['another one', { key: 'old', conversationId: ONE }, TWO, 'new'],
  ['a new chat from a stored one', { key: 'old', conversationId: ONE }, null, 'new'],
])('%s', (_name, current, wanted, key) => {
  expect(sessionFor(current, wanted, newKey)).toEqual({ key, conversationId: wanted });
});
