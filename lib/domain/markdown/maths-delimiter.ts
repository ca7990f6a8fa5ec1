/** A formula on lines of its own: `$$` or `\[` up to `$$` or `\]`. A single `$` is money. */
export type MathsOpening = {
  readonly closer: '$$' | '\\]';
  /** Nothing but the delimiter stands on the line: then the formula may hold blank lines. */
  readonly isBare: boolean;
};

/** Most characters of a formula; a longer one is shown as it was written. */
export const MAX_FORMULA_CHARACTERS = 2500;

/** Reads the line that opens a formula on lines of its own; `null` for another line. */
export function readMathsOpening(line: string): MathsOpening | null {
  const match = /^[ \t]*(\$\$(?!\$)|\\\[)([^\r\n]*)/.exec(line);
  if (!match) return null;
  return {
    closer: match[1] === '$$' ? '$$' : '\\]',
    isBare: match[2]?.trim() === '',
  };
}

/**
 * How a line within a formula ends it.
 *
 * @param from - Where to look from; past the delimiter on the opening line.
 * @returns `closed` where nothing but a punctuation mark follows, `inline` where more text follows
 *   (the formula is then part of a paragraph), `null` where the line has no closing delimiter.
 */
export function findMathsEnd(
  line: string,
  closer: MathsOpening['closer'],
  from = 0,
): 'closed' | 'inline' | null {
  const at = line.indexOf(closer, from);
  if (at < 0) return null;
  return /^[.,;:]?[ \t\r\n]*$/.test(line.slice(at + closer.length)) ? 'closed' : 'inline';
}

/** Splits the source of a formula on lines of its own into TeX and the mark after it; `null` when it is not closed. */
export function readMathsBlock(source: string): { tex: string; after: string } | null {
  const trimmed = source.trim();
  const closer = trimmed.startsWith('$$') ? '$$' : '\\]';
  const end = trimmed.lastIndexOf(closer);
  const tex = trimmed.slice(2, Math.max(end, 2)).trim();
  if (end < 2 || tex === '') return null;
  return { tex, after: trimmed.slice(end + 2) };
}
