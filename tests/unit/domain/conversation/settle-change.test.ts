import { expect, test } from 'vitest';
import { settleChange } from '@/lib/domain/conversation/settle-change';

test.each([
  [{ archived: true }, { archived: true, pinned: false }],
  [{ pinned: true }, { pinned: true, archived: false }],
  [
    { archived: true, pinned: true },
    { archived: true, pinned: false },
  ],
  [{ archived: false }, { archived: false }],
  [{ pinned: false }, { pinned: false }],
  [
    { title: 'a', folder: null },
    { title: 'a', folder: null },
  ],
])('%j becomes %j', (change, settled) => {
  expect(settleChange(change)).toEqual(settled);
});
