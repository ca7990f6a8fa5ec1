/** Length of an answer where nobody chose one, in tokens. */
export const DEFAULT_MAX_OUTPUT_TOKENS = 4096;

/** Shortest answer worth asking for; below it the upstream's own refusal says more than we could. */
const MIN_OUTPUT_TOKENS = 256;
/** Kept free for what the estimate cannot know, in tokens. */
const RESERVE_TOKENS = 64;
/** The estimate may be that much too low. */
const ESTIMATE_MARGIN = 1.1;

/**
 * Longest answer that fits beside the prompt. Servers refuse a request whose limit leaves no room
 * for the prompt, even when the answer would have been short.
 *
 * @param promptTokens - Estimated tokens of the prompt.
 */
export function clampOutputTokens(
  wanted: number,
  contextWindow: number,
  promptTokens: number,
): number {
  const room = Math.floor(contextWindow - promptTokens * ESTIMATE_MARGIN - RESERVE_TOKENS);
  return Math.max(1, Math.min(wanted, Math.max(room, Math.min(MIN_OUTPUT_TOKENS, wanted))));
}
