/** Length of an answer where nobody chose one, in tokens. */
export const DEFAULT_MAX_OUTPUT_TOKENS = 4096;

/** Shortest answer worth asking for; below it the upstream's own refusal says more than we could. */
const MIN_OUTPUT_TOKENS = 256;
/** Kept free for what no count can know, in tokens. */
const RESERVE_TOKENS = 64;
/** The answer may claim that part of the window before the history gives way to it. */
const ANSWER_SHARE = 0.25;

/**
 * Longest answer that fits beside the prompt. Servers refuse a request whose limit leaves no room
 * for the prompt, even when the answer would have been short.
 *
 * @param promptTokens - Tokens of the prompt, as far as they are known.
 * @param margin - What they are multiplied with to be on the safe side.
 */
export function clampOutputTokens(
  wanted: number,
  contextWindow: number,
  promptTokens: number,
  margin: number,
): number {
  const room = Math.floor(contextWindow - promptTokens * margin - RESERVE_TOKENS);
  return Math.max(1, Math.min(wanted, Math.max(room, Math.min(MIN_OUTPUT_TOKENS, wanted))));
}

/**
 * Tokens a prompt may have so that an answer of the wanted length, or of a quarter of a small window,
 * fits beside it.
 */
export function promptBudget(wanted: number, contextWindow: number, margin: number): number {
  const answer = Math.min(wanted, Math.floor(contextWindow * ANSWER_SHARE));
  return Math.max(0, Math.floor((contextWindow - answer - RESERVE_TOKENS) / margin));
}
