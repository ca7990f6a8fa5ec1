import { MAX_FORMULA_CHARACTERS } from './maths-delimiter';

/** Most groups within groups, and most cells of matrices and alignments: each makes many elements. */
export const FORMULA_LIMITS = { depth: 40, cells: 300 } as const;

const OPENING = /^(?:\{|\\left\b|\\begin\b)/;

/**
 * Says whether a formula could take long to typeset, or make the page's tree very deep. Linear.
 * Such a formula is shown as it was written. Macros are bounded by the typesetter itself.
 */
export function isCostlyFormula(tex: string): boolean {
  if (tex.length > MAX_FORMULA_CHARACTERS) return true;
  let depth = 0;
  let cells = 0;
  for (const [token] of tex.matchAll(/\\(?:left|begin|right|end)\b|\\[\s\S]|[{}&]/g)) {
    if (token === '&' || token === '\\\\') cells += 1;
    else if (OPENING.test(token)) depth += 1;
    else if (token === '}' || /^\\(?:right|end)/.test(token)) depth -= 1;
    if (depth > FORMULA_LIMITS.depth || cells > FORMULA_LIMITS.cells) return true;
  }
  return false;
}
