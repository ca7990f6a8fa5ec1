import { expect, test } from 'vitest';
import { countCells, toTable } from '../../../../../scripts/bench/profiles/count-cells';

test('a table of servers and scenarios counts what held', () => {
  const cells = countCells([
    { ancestorTitles: ['nvidia'], title: 'plain', status: 'passed' },
    { ancestorTitles: ['nvidia', 'errors'], title: 'rate', status: 'passed' },
    { ancestorTitles: ['nvidia', 'errors'], title: 'credit', status: 'failed' },
    { ancestorTitles: ['llama'], title: 'plain', status: 'passed' },
  ]);
  expect(toTable(cells)).toEqual({
    lines: [
      '|  | nvidia | llama |',
      '| --- | --: | --: |',
      '| plain | 1 of 1 | 1 of 1 |',
      '| errors | 1 of 2 |  |',
    ],
    passed: 3,
    total: 4,
  });
});
