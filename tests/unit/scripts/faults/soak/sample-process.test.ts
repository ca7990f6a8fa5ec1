import { expect, test } from 'vitest';
import { growthOf, type Sample } from '@/scripts/faults/soak/sample-process';

const samplesOf = (
  megabytes: (minute: number) => number,
  handles = (_minute: number) => 40,
): Sample[] =>
  Array.from({ length: 241 }, (_, index) => {
    const minutes = index / 12;
    return { minutes, megabytes: megabytes(minutes), handles: handles(minutes) };
  });

test('growth while a process warms up is none', () => {
  const growth = growthOf(samplesOf((minute) => Math.min(300, 150 + 50 * minute)));
  expect(growth.megabytesPerMinute).toBeCloseTo(0, 10);
  expect(growth.peakMegabytes).toBe(300);
});

test('a leak is found under the saw teeth of the collector', () => {
  const growth = growthOf(samplesOf((minute) => 200 + 2 * minute + (Math.round(minute * 12) % 5)));
  expect(growth.megabytesPerMinute).toBeCloseTo(2, 1);
});

test('handles are compared from beginning to end', () => {
  const growth = growthOf(
    samplesOf(
      () => 200,
      (minute) => 40 + Math.floor(minute),
    ),
  );
  expect(growth.handlesAfter - growth.handlesBefore).toBeGreaterThan(5);
});
