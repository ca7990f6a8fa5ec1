import { expect, test } from 'vitest';
import { RowHeights } from '@/lib/client/layout/row-heights';

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
