import { expect, test } from 'vitest';
import { inGroups } from '@/lib/domain/in-groups';

test('a list is cut into groups of a size, the rest last', () => {
  expect(inGroups([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(inGroups([1, 2], 2)).toEqual([[1, 2]]);
  expect(inGroups([], 2)).toEqual([]);
});
