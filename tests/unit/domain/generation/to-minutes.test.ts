import { expect, test } from 'vitest';
import { toMinutes } from '@/lib/domain/generation/to-minutes';

test.each([
  [0, 0, 0],
  [59, 0, 59],
  [60, 1, 0],
  [599, 9, 59],
])('%i s are %i min and %i s', (total, minutes, seconds) => {
  expect(toMinutes(total)).toEqual({ minutes, seconds });
});
