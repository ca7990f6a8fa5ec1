import { expect, it } from 'vitest';
import { NUMBER_BOUNDS } from '@/lib/domain/generation/number-bounds';
import { readNumber } from '@/lib/domain/generation/read-number';

const { temperature, maxOutputTokens, frequencyPenalty } = NUMBER_BOUNDS;

it.each([
  ['0', 0],
  ['0.15', 0.15],
  [' 0,7 ', 0.7],
  ['.5', 0.5],
  ['1.', 1],
  ['2', 2],
])('reads %j', (text, value) => {
  expect(readNumber(text, temperature)).toBe(value);
});

it.each([
  ['', 'no-number'],
  ['warm', 'no-number'],
  ['1e1', 'no-number'],
  ['0x1', 'no-number'],
  ['1 000', 'no-number'],
  ['-0.1', 'out-of-range'],
  ['2.01', 'out-of-range'],
])('says what is wrong with %j', (text, problem) => {
  expect(readNumber(text, temperature)).toBe(problem);
});

it('takes whole numbers only where they are asked for, and negative ones where they may be', () => {
  expect(readNumber('100.5', maxOutputTokens)).toBe('not-whole');
  expect(readNumber('100', maxOutputTokens)).toBe(100);
  expect(readNumber('-1.5', frequencyPenalty)).toBe(-1.5);
});
