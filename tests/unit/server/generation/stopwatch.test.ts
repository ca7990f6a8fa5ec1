import { expect, test } from 'vitest';
import { createStopwatch } from '@/lib/server/generation/stopwatch';

function started() {
  let time = 5_000;
  const stopwatch = createStopwatch(undefined, () => time);
  stopwatch.restart();
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { stopwatch, pass };
}

test('the first token, the thinking in all its pieces, and the end', () => {
  const { stopwatch, pass } = started();
  pass(100.4);
  expect(stopwatch.sawToken(true)).toBe(false);
  pass(2_000);
  expect(stopwatch.timing().reasoningMs).toBe(2_000);
  expect(stopwatch.sawToken(true)).toBe(false);
  pass(1_000);
  expect(stopwatch.sawToken(false)).toBe(true);
  pass(500);
  expect(stopwatch.sawToken(false)).toBe(false);
  expect(stopwatch.sawToken(true)).toBe(false);
  pass(10);
  expect(stopwatch.sawToken(false)).toBe(true);
  expect(stopwatch.timing()).toEqual({ firstTokenMs: 100, totalMs: 3_610, reasoningMs: 3_010 });
});

test('one that does not think has no such number, one that says nothing no first token', () => {
  const { stopwatch, pass } = started();
  pass(7);
  expect(stopwatch.timing()).toEqual({ totalMs: 7 });
  stopwatch.sawToken(false);
  expect(stopwatch.timing()).toEqual({ firstTokenMs: 7, totalMs: 7 });
});

test('where nothing is asked nothing is added to what was measured before', () => {
  let time = 5_000;
  const stopwatch = createStopwatch({ firstTokenMs: 100, totalMs: 500 }, () => time);
  time += 60_000;
  expect(stopwatch.timing()).toEqual({ firstTokenMs: 100, totalMs: 500 });
});

test('of several requests each counts from when it is sent to when it is answered', () => {
  const { stopwatch, pass } = started();
  pass(100);
  stopwatch.sawToken(false);
  pass(400);
  stopwatch.lap();
  pass(60_000);
  expect(stopwatch.timing()).toMatchObject({ firstTokenMs: 100, totalMs: 500 });
  stopwatch.restart();
  pass(200);
  stopwatch.sawToken(false);
  expect(stopwatch.timing()).toMatchObject({ firstTokenMs: 100, totalMs: 700 });
});

test('what was before the request was sent does not count', () => {
  const { stopwatch, pass } = started();
  pass(60_000);
  stopwatch.restart();
  pass(30);
  stopwatch.sawToken(false);
  expect(stopwatch.timing()).toEqual({ firstTokenMs: 30, totalMs: 30 });
});
