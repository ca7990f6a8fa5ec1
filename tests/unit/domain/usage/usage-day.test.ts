import { expect, test } from 'vitest';
import { NO_USAGE, sumUsage, usageOf, usageSince } from '@/lib/domain/usage/usage-day';

const whole = usageOf({
  call: { steps: 3, images: 2 },
  usage: { inputTokens: 90, cachedInputTokens: 30, outputTokens: 12, reasoningTokens: 4 },
  timing: { totalMs: 800 },
});

test('of an answer that was cut only the answer is known', () => {
  expect(usageOf({ call: {} })).toEqual({ ...NO_USAGE, answers: 1, steps: 1 });
});

test('figures are summed one by one', () => {
  expect(sumUsage([])).toEqual(NO_USAGE);
  expect(sumUsage([whole, whole, NO_USAGE])).toEqual({
    answers: 2,
    steps: 6,
    images: 4,
    inputTokens: 180,
    cachedInputTokens: 60,
    outputTokens: 24,
    reasoningTokens: 8,
    totalMs: 1600,
  });
});

test('an answer that ends twice is counted as one, with what came in between', () => {
  const first = usageOf({
    call: { steps: 1, images: 2 },
    usage: { inputTokens: 40, outputTokens: 5 },
    timing: { totalMs: 300 },
  });
  const rest = usageSince(first, whole);
  expect(rest).toMatchObject({ answers: 0, steps: 2, images: 0, inputTokens: 50, totalMs: 500 });
  expect(sumUsage([first, rest])).toEqual(whole);
  expect(usageSince(whole, first)).toEqual(NO_USAGE);
});
