import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowHeights } from '@/lib/client/layout/row-heights';
import { rowOffsets } from '@/lib/domain/scroll/row-window';

const rows = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

test('rows are estimated once, until they are measured', () => {
  const estimated: string[] = [];
  const heights = new RowHeights<{ id: string }>(({ id }) => {
    estimated.push(id);
    return 100;
  });
  expect(heights.offsetsOf(rows)).toEqual([0, 100, 200, 300]);
  heights.set('b', 40);
  expect(heights.offsetsOf(rows)).toEqual([0, 100, 140, 240]);
  expect(heights.offsetsOf([...rows])).toEqual([0, 100, 140, 240]);
  expect(estimated).toEqual(['a', 'b', 'c']);
});

test('offsets are the same object while nothing changes', () => {
  const heights = new RowHeights<{ id: string }>(() => 10);
  const first = heights.offsetsOf(rows);
  expect(heights.offsetsOf(rows)).toBe(first);
  heights.set('a', 10);
  const second = heights.offsetsOf(rows);
  heights.set('a', 10);
  expect(heights.offsetsOf(rows)).toBe(second);
});

test('whatever is measured, comes or goes, offsets are the sums of the heights', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const step = fc.oneof(
    fc.record({ id, height: fc.integer({ min: 1, max: 9 }) }),
    fc.uniqueArray(id, { maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const heights = new RowHeights<{ id: string }>(() => 100);
      const known = new Map<string, number>();
      // The same id may come back as the same row or as another.
      const all = Object.fromEntries([...'abcde'].map((each) => [each, { id: each }]));
      let shown: readonly { id: string }[] = [];
      for (const change of steps) {
        if (Array.isArray(change)) {
          shown = change.map((each) => all[each] ?? { id: each });
        } else {
          heights.set(change.id, change.height);
          known.set(change.id, change.height);
        }
        const expected = rowOffsets(shown.map((row) => known.get(row.id) ?? 100));
        expect(heights.offsetsOf(shown)).toEqual(expected);
      }
    }),
  );
});
