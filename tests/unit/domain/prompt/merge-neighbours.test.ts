import { expect, test } from 'vitest';
import { mergeNeighbours } from '@/lib/domain/prompt/merge-neighbours';
import type { PromptMessage } from '@/lib/domain/prompt/prompt';
import { attachmentOf } from '../../../support/messages';

const user = (...texts: string[]): PromptMessage => ({
  role: 'user',
  parts: texts.map((text) => ({ type: 'text', text })),
});
const picture = { type: 'image', attachment: attachmentOf(1), detail: 'full' } as const;
const assistant = (text: string): PromptMessage => ({ role: 'assistant', text });

test.each<[string, PromptMessage[], PromptMessage[]]>([
  ['nothing', [], []],
  ['neighbours become one, parted by a blank line', [user('a'), user('b')], [user('a\n\nb')]],
  ['answers too', [user('a'), assistant('b'), assistant('c')], [user('a'), assistant('b\n\nc')]],
  ['an empty answer goes', [user('a'), assistant(' \n'), user('b')], [user('a\n\nb')]],
  ['answers before the first question go', [assistant('x'), user('a')], [user('a')]],
  [
    'a question without parts goes',
    [user('a'), assistant('b'), user()],
    [user('a'), assistant('b')],
  ],
  [
    'pictures keep their texts apart',
    [{ role: 'user', parts: [picture] }, user('b')],
    [{ role: 'user', parts: [picture, { type: 'text', text: 'b' }] }],
  ],
  [
    'a system message inside a history goes',
    [{ role: 'system', text: 's' }, user('a')],
    [user('a')],
  ],
])('%s', (_name, history, expected) => {
  expect(mergeNeighbours(history).messages).toEqual(expected);
});

test('what was done is told, each kind once', () => {
  const repairsOf = (history: PromptMessage[]) => [...mergeNeighbours(history).repairs];
  expect(repairsOf([user('a'), assistant('b'), user('c')])).toEqual([]);
  expect(repairsOf([user('a'), user('b'), user('c')])).toEqual(['messages-joined']);
  expect(repairsOf([user('a'), assistant(' '), user('b')])).toEqual([
    'message-dropped',
    'messages-joined',
  ]);
});
