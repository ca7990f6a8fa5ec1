import { beforeEach, expect, test } from 'vitest';
import { AppError } from '@/lib/domain/errors/app-error';
import { createAttemptLimit } from '@/lib/server/auth/attempt-limit';

let now: number;
let limit: ReturnType<typeof createAttemptLimit>;
beforeEach(() => {
  now = 1_000_000;
  limit = createAttemptLimit(() => now);
});

const fail = (times: number) => {
  for (let count = 0; count < times; count += 1) limit.recordFailure();
};
const SECOND = 1000;

test('four wrong ones are free', () => {
  fail(4);
  expect(() => limit.check()).not.toThrow();
});

test('then each costs twice as long as the one before, five minutes at most', () => {
  const waits: number[] = [];
  fail(4);
  for (let count = 0; count < 8; count += 1) {
    fail(1);
    try {
      limit.check();
    } catch (error) {
      if (error instanceof AppError) waits.push(Number(error.details.seconds));
    }
    now += 300 * SECOND;
  }
  expect(waits).toEqual([10, 20, 40, 80, 160, 300, 300, 300]);
});

test('a wait that is over lets one through', () => {
  fail(5);
  now += 10 * SECOND - 1;
  expect(() => limit.check()).toThrow(
    expect.objectContaining({ code: 'throttled', details: { seconds: 1 } }),
  );
  now += 1;
  expect(() => limit.check()).not.toThrow();
});

test('a quarter of an hour without a wrong one forgets them all', () => {
  fail(9);
  now += 15 * 60 * SECOND + 1;
  limit.check();
  fail(4);
  expect(() => limit.check()).not.toThrow();
});
