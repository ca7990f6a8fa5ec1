import { expect, test } from 'vitest';
import { parseRetryAfter, retryDelay } from '@/lib/server/provider/openai-compatible/retry-delay';

const NOW = Date.UTC(2026, 0, 1, 12);

test.each([
  [null, undefined],
  ['', undefined],
  ['soon', undefined],
  ['-5', undefined],
  ['0', 0],
  ['2', 2],
  ['2.4', 3],
  ['Thu, 01 Jan 2026 12:00:30 GMT', 30],
  ['Thu, 01 Jan 2026 11:00:00 GMT', 0],
])('Retry-After %j is %j seconds', (header, seconds) => {
  expect(parseRetryAfter(header, NOW)).toBe(seconds);
});

test.each([
  ['upstream-down', undefined, 0, 1000],
  ['upstream-down', undefined, 1, 1500],
  ['upstream-rate', 2, 0, 0],
  ['upstream-rate', 30, 0, 0],
  ['upstream-rate', 31, 0, null],
  ['upstream-rate', undefined, 0, null],
  ['upstream-timeout', undefined, 0, null],
  ['upstream-unreachable', undefined, 0, null],
  ['upstream-auth', 1, 0, null],
] as const)('%s after %j s is tried again in %j ms', (code, seconds, random, delay) => {
  expect(retryDelay(code, seconds, random)).toBe(delay);
});
