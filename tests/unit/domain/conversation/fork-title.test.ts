import { expect, test } from 'vitest';
import { forkTitle } from '@/lib/domain/conversation/fork-title';

test.each([
  ['Receipt', 'Receipt (2)'],
  ['Receipt (2)', 'Receipt (3)'],
  ['(2)', '(2) (2)'],
  ['Sales (2024) in May', 'Sales (2024) in May (2)'],
  ['Taxes (2024)', 'Taxes (2024) (2)'],
  ['Receipt (9)', 'Receipt (10)'],
  ['', ''],
])('%j is copied as %j', (title, copy) => {
  expect(forkTitle(title)).toBe(copy);
});
