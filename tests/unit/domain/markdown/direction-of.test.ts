import { expect, it } from 'vitest';
import { directionOf } from '@/lib/domain/markdown/direction-of';

it.each([
  ['Hello', 'ltr'],
  ['1. مرحبا', 'rtl'],
  ['«שלום» hello', 'rtl'],
  ['3 × 漢字', 'ltr'],
  ['12 %', undefined],
  ['', undefined],
])('finds the direction of %j', (text, direction) => {
  expect(directionOf(text)).toBe(direction);
});
