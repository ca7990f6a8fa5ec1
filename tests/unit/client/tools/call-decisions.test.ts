import { expect, test, vi } from 'vitest';
import { CallDecisions } from '@/lib/client/tools/call-decisions';

const allow = { callId: 'a', type: 'allow', scope: 'once' } as const;
const deny = { callId: 'b', type: 'deny' } as const;

test('a single decision goes out at once, and is not kept', () => {
  const decisions = new CallDecisions();
  expect(decisions.choose('m', allow, ['a'])).toEqual([allow]);
  expect(decisions.of('m').size).toBe(0);
});

test('several go out together, in the order of the calls, when the last one is made', () => {
  const decisions = new CallDecisions();
  expect(decisions.choose('m', deny, ['a', 'b'])).toBeNull();
  expect(decisions.of('m').get('b')).toBe(deny);
  expect(decisions.choose('m', allow, ['a', 'b'])).toEqual([allow, deny]);
  expect(decisions.of('m').size).toBe(0);
});

test('a decision is changed or taken back while another is open', () => {
  const decisions = new CallDecisions();
  const listener = vi.fn();
  decisions.subscribe(listener);
  decisions.choose('m', deny, ['a', 'b']);
  decisions.undo('m', 'b');
  expect(decisions.choose('m', allow, ['a', 'b'])).toBeNull();
  const reply = { callId: 'b', type: 'reply', text: '7' } as const;
  expect(decisions.choose('m', reply, ['a', 'b'])).toEqual([allow, reply]);
  expect(listener).toHaveBeenCalledTimes(4);
});

test('answers have decisions of their own', () => {
  const decisions = new CallDecisions();
  decisions.choose('m', deny, ['a', 'b']);
  expect(decisions.of('n').size).toBe(0);
  expect(decisions.choose('n', allow, ['a', 'b'])).toBeNull();
});
