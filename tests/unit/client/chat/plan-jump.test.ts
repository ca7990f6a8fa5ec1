import { expect, test } from 'vitest';
import { addressOf, messageIdOf as messageIdOfHash } from '@/lib/client/chat/message-address';
import { planJump } from '@/lib/client/chat/plan-jump';
import { conversationIdOf, messageIdOf } from '../../../support/messages';

const idsOf = (...numbers: number[]) => numbers.map((number) => ({ id: messageIdOf(number) }));
const tree = { messages: idsOf(1, 2, 3, 4, 5), running: null };
const messages = idsOf(1, 2, 3, 4);
const view = { messages, tree, isBusy: false, isLoading: false, hasReloaded: false };

test.each([
  ['a message in view is scrolled to', 2, {}, 'scroll'],
  ['also while an answer is written', 2, { isBusy: true }, 'scroll'],
  ['one on another branch is shown', 5, {}, 'show'],
  ['not while an answer is written', 5, { isBusy: true }, 'wait'],
  ['nothing is done while the tree is loaded', 2, { isLoading: true }, 'wait'],
  ['one that is not known may be newer', 7, {}, 'load'],
  ['one that is not known after that is gone', 7, { hasReloaded: true }, 'give-up'],
] as const)('%s', (_name, number, facts, step) => {
  expect(planJump(messageIdOf(number), { ...view, ...facts })).toBe(step);
});

test('an answer that is about to be followed goes first', () => {
  const resuming = { ...view, tree: { ...tree, running: { messageId: messageIdOf(4) } } };
  expect(planJump(messageIdOf(2), resuming)).toBe('wait');
  expect(planJump(messageIdOf(2), { ...resuming, isBusy: true })).toBe('scroll');
});

test('the address of a message names it', () => {
  const address = addressOf(conversationIdOf(1), messageIdOf(2));
  expect(messageIdOfHash(new URL(address, 'http://localhost').hash)).toBe(messageIdOf(2));
  expect(addressOf(conversationIdOf(1), null)).toBe(`/c/${conversationIdOf(1)}`);
  for (const hash of ['', '#message-', '#message-nonsense', '#other']) {
    expect(messageIdOfHash(hash)).toBeNull();
  }
});
