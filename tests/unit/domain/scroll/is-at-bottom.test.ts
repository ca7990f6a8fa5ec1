import { expect, test } from 'vitest';
import { isAtBottom } from '@/lib/domain/scroll/is-at-bottom';

test.each([
  ['at the end', { scrollTop: 900, scrollHeight: 1500, clientHeight: 600 }, true],
  ['by less than a line', { scrollTop: 876, scrollHeight: 1500, clientHeight: 600 }, true],
  ['by a line', { scrollTop: 875, scrollHeight: 1500, clientHeight: 600 }, false],
  [
    'beyond the end, as on a phone',
    { scrollTop: 960, scrollHeight: 1500, clientHeight: 600 },
    true,
  ],
  ['nothing to scroll', { scrollTop: 0, scrollHeight: 300, clientHeight: 600 }, true],
  [
    'parts of a pixel, as with zoom',
    { scrollTop: 899.5, scrollHeight: 1500, clientHeight: 600 },
    true,
  ],
])('%s', (_name, box, expected) => {
  expect(isAtBottom(box)).toBe(expected);
});
