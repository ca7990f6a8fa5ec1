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
  ['a server that leaves out half of the prompt', { inputTokens: 2000 }, 0.6],
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

test('without an answer nothing is corrected', () => {
  expect(after()).toBe(1);
});
