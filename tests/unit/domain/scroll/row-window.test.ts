import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  covers,
  rowOffsets,
  rowsBetween,
  segmentsOf,
  stepTowards,
  widen,
} from '@/lib/domain/scroll/row-window';

const OFFSETS = rowOffsets([100, 50, 200, 10]);

test('offsets say where each row begins and where the last one ends', () => {
  expect(OFFSETS).toEqual([0, 100, 150, 350, 360]);
  expect(rowOffsets([])).toEqual([0]);
});

describe('the rows in view', () => {
  test.each([
    { top: 0, bottom: 99, start: 0, end: 1 },
    { top: 0, bottom: 100, start: 0, end: 2 },
    { top: 120, bottom: 355, start: 1, end: 4 },
    { top: -50, bottom: -10, start: 0, end: 1 },
    { top: 900, bottom: 1200, start: 3, end: 4 },
  ])('from $top to $bottom', ({ top, bottom, start, end }) => {
    expect(rowsBetween(OFFSETS, top, bottom)).toEqual({ start, end });
  });

  test('are none of none', () => {
    expect(rowsBetween(rowOffsets([]), 0, 500)).toEqual({ start: 0, end: 0 });
  });
});

test('a range widens within the list', () => {
  expect(widen({ start: 3, end: 5 }, 4, 7)).toEqual({ start: 0, end: 7 });
});

test('steps lead to the wanted range, and drop at once what is too much', () => {
  const wanted = { start: 10, end: 30 };
  expect(stepTowards({ start: 18, end: 22 }, wanted, 2)).toEqual({ start: 16, end: 24 });
  expect(stepTowards({ start: 0, end: 22 }, wanted, 2)).toEqual({ start: 10, end: 24 });
  let range = { start: 18, end: 22 };
  for (let step = 0; step < 4; step += 1) range = stepTowards(range, wanted, 2);
  expect(range).toEqual(wanted);
});

test('rows and gaps together stand for each row once, in order', () => {
  const lists = fc.record({
    count: fc.integer({ min: 0, max: 30 }),
    start: fc.nat(30),
    length: fc.nat(30),
    kept: fc.array(fc.integer({ min: -1, max: 35 }), { maxLength: 4 }),
  });
  fc.assert(
    fc.property(lists, ({ count, start, length, kept }) => {
      const from = Math.min(start, count);
      const range = { start: from, end: Math.min(count, from + length) };
      const segments = segmentsOf(count, range, kept);
      const indexes = segments.flatMap((segment) =>
        segment.type === 'row'
          ? [segment.index]
          : Array.from({ length: segment.end - segment.start }, (_, at) => segment.start + at),
      );
      expect(indexes).toEqual(Array.from({ length: count }, (_, index) => index));
      const rows = segments.flatMap((segment) => (segment.type === 'row' ? [segment.index] : []));
      for (const index of kept) if (index >= 0 && index < count) expect(rows).toContain(index);
      if (range.start < range.end) {
        const shown = { start: Math.min(...rows), end: Math.max(...rows) + 1 };
        expect(covers(shown, range)).toBe(true);
      }
    }),
  );
});
