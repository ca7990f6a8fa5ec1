/** Share of the context window from which a person is warned. */
const WARNING_SHARE = 0.8;

/** What a prompt's tokens are spent on, and the window they have to fit beside the answer. */
type Breakdown = {
  readonly systemTokens: number;
  readonly textTokens: number;
  readonly imageTokens: number;
  readonly toolTokens: number;
  readonly contextWindow: number;
};

/** How full the context window is by the prompt alone: `share` from 0 on, above 1 where it does not fit. */
export function fullness(breakdown: Breakdown) {
  const { systemTokens, textTokens, imageTokens, toolTokens, contextWindow } = breakdown;
  const usedTokens = systemTokens + textTokens + imageTokens + toolTokens;
  const share = usedTokens / contextWindow;
  return { usedTokens, share, isAlmostFull: share >= WARNING_SHARE };
}
