import { expect, test } from 'vitest';
import { asId, type ModelId } from '@/lib/domain/ids';
import type { Message, PromptEstimate, Usage } from '@/lib/domain/message';
import { calibrationOf } from '@/lib/domain/prompt/calibrate';
import { answerOf, branchOf, callOf, modelOf } from '../../../support/messages';

const answered = (
  estimate: PromptEstimate | undefined,
  usage: Usage | undefined,
  modelId = modelOf().id,
): Message => answerOf({ number: 2 }, 'Yes.', { call: callOf({ estimate, modelId }), usage });
const after = (...answers: Message[]) => calibrationOf([...branchOf('Hi'), ...answers], modelOf());

const estimate = { textTokens: 1000, imageTokens: 3080 };

test.each([
  ['an answer that cost more than it was thought to', { inputTokens: 4330 }, 1.25],
  ['one that cost less', { inputTokens: 3880 }, 0.8],
  ['one that cost far more', { inputTokens: 100_000 }, 1.6],
  ['a server that counts something else', { inputTokens: 2000 }, 1],
  ['a server that counts no pictures', { inputTokens: 990 }, 1],
  ['a server that does not say', {}, 1],
])('after %s', (_name, usage, ratio) => {
  expect(after(answered(estimate, usage))).toBe(ratio);
});

test('the newest answer counts that says anything, of this model', () => {
  const old = answered(estimate, { inputTokens: 4080 + 100 });
  const other = answered(estimate, { inputTokens: 4080 + 500 }, asId<ModelId>('fake/other'));
  expect(after(other, old)).toBe(1.1);
  expect(after(old, answered(undefined, { inputTokens: 7 }))).toBe(1.1);
  expect(after(old, answered({ textTokens: 3, imageTokens: 0 }, { inputTokens: 9 }))).toBe(1.1);
});

test('an answer to a prompt that the server cut says nothing', () => {
  const usage = { inputTokens: 4080 - 300 };
  const call = callOf({ estimate, modelId: modelOf().id });
  const cut = answerOf({ number: 2 }, 'Yes.', { call, usage, note: 'prompt-cut' });
  expect(after(cut)).toBe(1);
  expect(after(answered(estimate, usage))).toBe(0.7);
});

test('without an answer nothing is corrected', () => {
  expect(after()).toBe(1);
});
