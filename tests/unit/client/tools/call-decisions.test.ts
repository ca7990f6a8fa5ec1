import { expect, test, vi } from 'vitest';
import { CallDecisions } from '@/lib/client/tools/call-decisions';

const allow = { callId: 'a', type: 'allow', scope: 'once' } as const;
const deny = { callId: 'b', type: 'deny' } as const;

/** A server that has not said yet whether it takes them. */
function openSend() {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const send = vi.fn(() => promise);
  const answer = async (isTaken: boolean) => {
    resolve(isTaken);
    await promise;
  };
  return { send, answer };
}

test('a single decision goes out at once, and is kept until it was taken', async () => {
  const decisions = new CallDecisions();
  const { send, answer } = openSend();
  expect(decisions.choose('m', allow, ['a'], send)).toBe(true);
  expect(send.mock.calls).toEqual([[[allow]]]);
  expect(decisions.of('m').chosen.get('a')).toBe(allow);
  await answer(true);
  expect(decisions.of('m').chosen.size).toBe(0);
});

test('several go out together, in the order of the calls, when the last one is made', () => {
  const decisions = new CallDecisions();
  const { send } = openSend();
  expect(decisions.choose('m', deny, ['a', 'b'], send)).toBe(false);
  expect(decisions.of('m').chosen.get('b')).toBe(deny);
  expect(send).not.toHaveBeenCalled();
  expect(decisions.choose('m', allow, ['a', 'b'], send)).toBe(true);
  expect(send.mock.calls).toEqual([[[allow, deny]]]);
});

test('where they are not taken the last one is open again, and the others stay', async () => {
  const decisions = new CallDecisions();
  const first = openSend();
  decisions.choose('m', deny, ['a', 'b'], first.send);
  decisions.choose('m', allow, ['a', 'b'], first.send);
  await first.answer(false);
  expect(decisions.of('m')).toEqual({ chosen: new Map([['b', deny]]), isSending: false });
  const second = openSend();
  expect(decisions.choose('m', allow, ['a', 'b'], second.send)).toBe(true);
  expect(second.send.mock.calls).toEqual([[[allow, deny]]]);
});

test('so it is where sending them breaks', async () => {
  const decisions = new CallDecisions();
  const send = vi.fn(() => Promise.reject(new Error('broken')));
  decisions.choose('m', allow, ['a'], send);
  await vi.waitFor(() => expect(decisions.of('m').isSending).toBe(false));
  expect(decisions.choose('m', allow, ['a'], send)).toBe(true);
});

test('nothing is decided nor taken back while decisions are on their way', async () => {
  const decisions = new CallDecisions();
  const { send, answer } = openSend();
  decisions.choose('m', allow, ['a'], send);
  expect(decisions.choose('m', { callId: 'a', type: 'deny' }, ['a'], send)).toBe(false);
  decisions.undo('m', 'a');
  expect(decisions.of('m')).toEqual({ chosen: new Map([['a', allow]]), isSending: true });
  expect(send).toHaveBeenCalledTimes(1);
  await answer(true);
  expect(decisions.of('m').isSending).toBe(false);
});

test('a decision is changed or taken back while another is open', () => {
  const decisions = new CallDecisions();
  const { send } = openSend();
  const listener = vi.fn();
  decisions.subscribe(listener);
  decisions.choose('m', deny, ['a', 'b'], send);
  decisions.undo('m', 'b');
  expect(decisions.choose('m', allow, ['a', 'b'], send)).toBe(false);
  const reply = { callId: 'b', type: 'reply', text: '7' } as const;
  decisions.choose('m', reply, ['a', 'b'], send);
  expect(send.mock.calls).toEqual([[[allow, reply]]]);
  expect(listener).toHaveBeenCalledTimes(4);
});

test('answers have decisions of their own', () => {
  const decisions = new CallDecisions();
  const { send } = openSend();
  decisions.choose('m', deny, ['a', 'b'], send);
  expect(decisions.of('n').chosen.size).toBe(0);
  expect(decisions.choose('n', allow, ['a', 'b'], send)).toBe(false);
});
