import 'server-only';
import { type Bucket, paceOf, TOKEN_RETURN_MS, type TokenStore } from './token-store';

/**
 * Keeps the tokens in this process's memory, where there is no store.
 *
 * @param now - Milliseconds.
 */
export function createMemoryTokenStore(now: () => number): TokenStore {
  /** When each token of a bucket is there again. */
  const freeAt = new Map<string, number[]>();

  const tokensOf = ({ id, size }: Bucket): number[] => {
    const known = freeAt.get(id) ?? [];
    const tokens = Array.from({ length: size }, (_, number) => known[number] ?? 0);
    freeAt.set(id, tokens);
    return tokens;
  };
  return {
    async take(bucket) {
      const tokens = tokensOf(bucket);
      const number = tokens.findIndex((time) => time <= now());
      if (number < 0) return tokens.map((time) => time - now()).sort((left, right) => left - right);
      tokens[number] = now() + TOKEN_RETURN_MS;
      return [];
    },
    async block(bucket, milliseconds) {
      const until = (place: number) => now() + milliseconds + place * paceOf(bucket);
      const sorted = tokensOf(bucket).toSorted((left, right) => left - right);
      const blocked = sorted.map((time, place) => Math.max(time, until(place)));
      freeAt.set(bucket.id, blocked);
    },
  };
}
