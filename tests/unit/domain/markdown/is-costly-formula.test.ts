import { expect, it } from 'vitest';
import { FORMULA_LIMITS, isCostlyFormula } from '@/lib/domain/markdown/is-costly-formula';
import { MAX_FORMULA_CHARACTERS } from '@/lib/domain/markdown/maths-delimiter';

const nest = (open: string, close: string, depth: number) =>
  `${open.repeat(depth)}x${close.repeat(depth)}`;

it.each([
  ['a fraction in a sum', '\\sum_{i=1}^{n} \\frac{x_i}{\\sqrt{y_i}}'],
  ['a matrix of ten by ten', `\\begin{matrix}${'1&2&3&4&5&6&7&8&9&0\\\\'.repeat(10)}\\end{matrix}`],
  ['many groups side by side', '{x}'.repeat(600)],
  ['braces as signs', '\\{'.repeat(600)],
])('typesets %s', (_name, tex) => {
  expect(isCostlyFormula(tex)).toBe(false);
});

it.each([
  ['too long', 'x'.repeat(MAX_FORMULA_CHARACTERS + 1)],
  ['fractions within fractions', nest('\\frac{1}{', '}', FORMULA_LIMITS.depth + 1)],
  ['powers of powers', nest('x^{', '}', FORMULA_LIMITS.depth + 1)],
  ['brackets that grow', nest('\\left(', '\\right)', FORMULA_LIMITS.depth + 1)],
  ['matrices within matrices', nest('\\begin{matrix}', '\\end{matrix}', FORMULA_LIMITS.depth + 1)],
  ['a very wide matrix', '&'.repeat(FORMULA_LIMITS.cells + 1)],
  ['a very high matrix', '\\\\'.repeat(FORMULA_LIMITS.cells + 1)],
])('shows as written what is %s', (_name, tex) => {
  expect(isCostlyFormula(tex)).toBe(true);
});
