import { expect, test } from 'vitest';
import { addFaults, countFaults, findFaults } from '@/scripts/load/token-ledger';

const numbered = (...numbers: number[]) => numbers.map((number) => ({ number }));

test('what came as it was sent has no fault', () => {
  expect(findFaults(numbered(1, 2, 3), 3)).toEqual({ lost: 0, doubled: 0, reordered: 0 });
  expect(findFaults([], 0)).toEqual({ lost: 0, doubled: 0, reordered: 0 });
});

test('lost tokens are counted, at the end too where their number is known', () => {
  expect(findFaults(numbered(1, 3, 4), 5)).toEqual({ lost: 2, doubled: 0, reordered: 0 });
  expect(findFaults(numbered(1, 3, 4))).toEqual({ lost: 1, doubled: 0, reordered: 0 });
});

test('doubled and reordered tokens are told apart', () => {
  expect(findFaults(numbered(1, 2, 2, 3), 3)).toEqual({ lost: 0, doubled: 1, reordered: 0 });
  expect(findFaults(numbered(1, 3, 2, 4), 4)).toEqual({ lost: 0, doubled: 0, reordered: 1 });
});

test('faults add up', () => {
  const sum = addFaults(
    { lost: 1, doubled: 2, reordered: 0 },
    { lost: 0, doubled: 1, reordered: 4 },
  );
  expect(sum).toEqual({ lost: 1, doubled: 3, reordered: 4 });
  expect(countFaults(sum)).toBe(8);
});
