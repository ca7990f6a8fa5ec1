import type { PromptBreakdown } from './assembled-prompt';
import { type PromptCosts, totalOf } from './prompt-costs';

/** Share of the context window from which a person is warned. */
const WINDOW_SHARE = 0.8;
/** The same of what a prompt may have of it; in small windows that ends before the other begins. */
const BUDGET_SHARE = 0.9;

type Filled = PromptCosts & Pick<PromptBreakdown, 'budgetTokens' | 'contextWindow'>;

/** How full the context window is by the prompt alone: `share` from 0 on, above 1 where it does not fit. */
export function fullness(breakdown: Filled) {
  const { budgetTokens, contextWindow } = breakdown;
  const usedTokens = totalOf(breakdown);
  const warnedFrom = Math.min(WINDOW_SHARE * contextWindow, BUDGET_SHARE * budgetTokens);
  return { usedTokens, share: usedTokens / contextWindow, isAlmostFull: usedTokens >= warnedFrom };
}
