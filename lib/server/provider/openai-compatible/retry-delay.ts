import 'server-only';
import type { ErrorCode } from '@/lib/domain/errors/error-codes';

/** Before the one automatic try, in milliseconds; up to half as much is added by chance. */
const RETRY_DELAY_MS = 1_000;
/** A wait that a person should not have to start by hand, in seconds. */
const MAX_RETRY_AFTER_SECONDS = 30;

/**
 * Reads a `Retry-After` header: seconds or a date.
 *
 * @param now - Milliseconds since 1970.
 */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return seconds >= 0 ? Math.ceil(seconds) : undefined;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

/**
 * How long to wait before the one automatic try after a failure, in milliseconds; `null` for none. After
 * one too many the key's line keeps the try back, not this wait.
 *
 * @param retryAfterSeconds - What the server asked for, where it did.
 * @param random - From 0 to 1: parts the tries of many askers.
 */
export function retryDelay(
  code: ErrorCode,
  retryAfterSeconds: unknown,
  random: number,
): number | null {
  if (code === 'upstream-down') return RETRY_DELAY_MS * (1 + random / 2);
  if (code !== 'upstream-rate' || typeof retryAfterSeconds !== 'number') return null;
  return retryAfterSeconds > MAX_RETRY_AFTER_SECONDS ? null : 0;
}
