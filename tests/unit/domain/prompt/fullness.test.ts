import { expect, it } from 'vitest';
import { DEFAULT_MAX_OUTPUT_TOKENS, promptBudget } from '@/lib/domain/prompt/clamp-output-tokens';
import { fullness } from '@/lib/domain/prompt/fullness';

const of = (textTokens: number, budgetTokens = 1000, contextWindow = 1000) =>
  fullness({
    systemTokens: 10,
    textTokens,
    imageTokens: 20,
    toolTokens: 5,
    budgetTokens,
    contextWindow,
  });

it('is what the prompt takes of the window, and warns from four fifths on', () => {
  expect(of(764)).toEqual({ usedTokens: 799, share: 0.799, isAlmostFull: false });
  expect(of(765)).toEqual({ usedTokens: 800, share: 0.8, isAlmostFull: true });
  expect(of(1965).share).toBe(2);
});

it.each([2048, 8192, 32_768, 131_072])(
  'warns in a window of %i before the oldest turns have to go',
  (contextWindow) => {
    const budget = promptBudget(DEFAULT_MAX_OUTPUT_TOKENS, contextWindow, 1.1);
    const warnedFrom = Math.min(Math.ceil(0.9 * budget), Math.ceil(0.8 * contextWindow));
    expect(of(warnedFrom - 36, budget, contextWindow).isAlmostFull).toBe(false);
    expect(of(warnedFrom - 35, budget, contextWindow).isAlmostFull).toBe(true);
    expect(warnedFrom).toBeLessThan(budget);
  },
);
