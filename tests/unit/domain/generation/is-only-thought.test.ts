import { expect, test } from 'vitest';
import { isOnlyThought } from '@/lib/domain/generation/is-only-thought';

const thought = { type: 'reasoning', text: 'Hm.' };

test.each([
  [true, [thought]],
  [true, [thought, { type: 'text', text: ' \n' }]],
  [false, [thought, { type: 'text', text: 'Yes' }]],
  [false, [{ type: 'reasoning', text: ' ' }]],
  [false, [{ type: 'text', text: '' }]],
  [false, [{ type: 'file' }]],
  [false, []],
])('%j: %j', (expected, parts) => {
  expect(isOnlyThought(parts)).toBe(expected);
});
