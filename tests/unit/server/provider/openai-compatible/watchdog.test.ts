import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '@/lib/domain/errors/app-error';
import { createWatchdog } from '@/lib/server/provider/openai-compatible/watchdog';

const TIMEOUTS = { firstByteMs: 1000, idleMs: 300, afterFinishMs: 50 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch(outer = new AbortController()) {
  const dog = createWatchdog(outer.signal, TIMEOUTS, 'Lab');
  const reason = () => {
    const { reason: value } = dog.signal;
    return value instanceof AppError ? value.code : value;
  };
  return { dog, outer, reason };
}

test('no byte in time is a timeout', () => {
  const { dog, reason } = watch();
  vi.advanceTimersByTime(999);
  expect(dog.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(reason()).toBe('upstream-timeout');
});

test('every byte gives new time; silence after one is a stall', () => {
  const { dog, reason } = watch();
  for (let byte = 0; byte < 10; byte += 1) {
    dog.sawLife();
    vi.advanceTimersByTime(299);
  }
  expect(dog.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(reason()).toBe('upstream-stalled');
});

test('after the finish reason only little time is left, whatever still comes', () => {
  const { dog, reason } = watch();
  dog.sawLife();
  dog.expectEnd();
  vi.advanceTimersByTime(40);
  dog.sawLife();
  dog.expectEnd();
  vi.advanceTimersByTime(10);
  expect(reason()).toBe('upstream-stalled');
});

test('a stop from outside passes through with its reason', () => {
  const { outer, reason } = watch();
  outer.abort('stopped');
  expect(reason()).toBe('stopped');
  expect(watch(outer).dog.signal.aborted).toBe(true);
});

test('when it has ended it does nothing more; closing aborts', () => {
  const { dog, outer } = watch();
  dog.end();
  vi.advanceTimersByTime(5000);
  outer.abort();
  expect(dog.signal.aborted).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
  dog.close();
  expect(dog.signal.aborted).toBe(true);
});
