import type { Timing } from '../message';
import type { KnownNumber } from './known-number';

/** Tokens a second of an answer, from its first token on; as exactly as those are known. */
export function speedOf(
  timing: Timing | undefined,
  tokens: KnownNumber | undefined,
): KnownNumber | undefined {
  if (!timing || !tokens || tokens.value === 0) return undefined;
  const writingMs = timing.totalMs - (timing.firstTokenMs ?? 0);
  return writingMs <= 0 ? undefined : { ...tokens, value: (tokens.value * 1000) / writingMs };
}
