import { expect, test } from 'vitest';
import { answerNumbers } from '@/lib/domain/generation/answer-numbers';
import type { ChunkMetadata } from '@/lib/domain/generation/chunk';
import { callOf } from '../../../support/messages';

const TEXTS = { answer: 'Some words of an answer.', reasoning: 'Let me think about that.' };
const TIMING = { firstTokenMs: 500, totalMs: 2500 };

test('what the server counted is measured, and so is the speed that follows from it', () => {
  const metadata: ChunkMetadata = {
    timing: TIMING,
    usage: { inputTokens: 100, cachedInputTokens: 0, outputTokens: 40, reasoningTokens: 7 },
    call: callOf({ images: 2, steps: 3, estimate: { textTokens: 9, imageTokens: 9 } }),
  };
  const measured = (value: number) => ({ value, isEstimated: false });
  expect(answerNumbers(metadata, TEXTS)).toEqual({
    firstTokenMs: measured(500),
    totalMs: measured(2500),
    tokensPerSecond: measured(20),
    inputTokens: measured(100),
    cachedInputTokens: measured(0),
    outputTokens: measured(40),
    reasoningTokens: measured(7),
    images: measured(2),
    steps: measured(3),
  });
});

test('what it did not count is estimated from what was sent and written', () => {
  const call = callOf({ estimate: { textTokens: 30, imageTokens: 70 } });
  const numbers = answerNumbers({ timing: TIMING, call }, TEXTS);
  expect(numbers.inputTokens).toEqual({ value: 100, isEstimated: true });
  expect(numbers.outputTokens?.isEstimated).toBe(true);
  expect(numbers.outputTokens?.value).toBeGreaterThan(numbers.reasoningTokens?.value ?? 0);
  expect(numbers.tokensPerSecond).toEqual({
    value: (numbers.outputTokens?.value ?? 0) / 2,
    isEstimated: true,
  });
  expect(numbers.cachedInputTokens).toBeUndefined();
  expect(numbers.steps).toEqual({ value: 1, isEstimated: false });
});

test('an estimate of one request says nothing of several, and nothing is estimated of nothing', () => {
  const call = callOf({ steps: 2, estimate: { textTokens: 30, imageTokens: 70 } });
  const numbers = answerNumbers({ call }, { answer: '', reasoning: '' });
  expect(numbers.inputTokens).toBeUndefined();
  expect(numbers.outputTokens).toBeUndefined();
  expect(numbers.reasoningTokens).toBeUndefined();
  expect(numbers.tokensPerSecond).toBeUndefined();
  const imported = { call: callOf({ modelId: undefined }) };
  expect(answerNumbers(imported, { answer: '', reasoning: '' }).steps).toBeUndefined();
});
