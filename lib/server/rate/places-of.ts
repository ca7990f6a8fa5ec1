import 'server-only';
import type { QueuePlace } from '@/lib/domain/generation/queue-place';
import { TOKEN_RETURN_MS } from './token-store';

/**
 * Places of those who wait, in the order of their turns.
 *
 * @param count - How many wait.
 * @param waits - Milliseconds until each token is there, soonest first; at least one.
 * @param isLimited - Whether each of them takes a token; else all may go at the first one.
 */
export function placesOf(
  count: number,
  waits: readonly number[],
  isLimited: boolean,
): readonly QueuePlace[] {
  return Array.from({ length: count }, (_, index) => {
    const token = isLimited ? index % waits.length : 0;
    const rounds = isLimited ? Math.floor(index / waits.length) : 0;
    const expectedMs = (waits[token] ?? 0) + rounds * TOKEN_RETURN_MS;
    return { place: index + 1, expectedMs: Math.round(expectedMs) };
  });
}
