import { expect, test } from 'vitest';
import { median, percentile, slopeOf, spreadOf } from '@/scripts/load/statistics';

const HUNDRED = Array.from({ length: 100 }, (_, index) => 100 - index);

test('a percentile is a value that was measured', () => {
  expect(percentile(HUNDRED, 0.5)).toBe(50);
  expect(percentile(HUNDRED, 0.95)).toBe(95);
  expect(percentile([7], 0.99)).toBe(7);
  expect(percentile([1, 2], 0.5)).toBe(1);
});

test('of nothing there is no percentile', () => {
  expect(percentile([], 0.5)).toBeNaN();
});

test('numbers are ordered as numbers', () => {
  expect(median([9, 10, 100])).toBe(10);
});

test('a spread has the slowest value too', () => {
  expect(spreadOf(HUNDRED)).toEqual({ p50: 50, p95: 95, p99: 99, worst: 100 });
});

test('a slope is found through noise that evens out', () => {
  const points = [0, 1, 2, 3].map((x) => ({ x, y: 10 + 2 * x + (x % 3 === 0 ? 0.5 : -0.5) }));
  expect(slopeOf(points)).toBeCloseTo(2, 10);
});

test('one point has no slope', () => {
  expect(slopeOf([{ x: 1, y: 5 }])).toBe(0);
  expect(slopeOf([])).toBe(0);
});
