import type { NumberBounds } from './number-bounds';

/** Why a text is not taken as a number. */
export type NumberProblem = 'no-number' | 'not-whole' | 'out-of-range';

/** A number that was typed, with a point or a comma; or what is wrong with it. */
export function readNumber(text: string, bounds: NumberBounds): number | NumberProblem {
  const plain = text.trim().replace(',', '.');
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(plain)) return 'no-number';
  const value = Number(plain);
  if (bounds.isWhole && !Number.isInteger(value)) return 'not-whole';
  return value < bounds.min || value > bounds.max ? 'out-of-range' : value;
}
