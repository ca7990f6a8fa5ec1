/** Columns of white space before the first other character; a tab goes to the next multiple of four. */
export function indentOf(line: string): number {
  let columns = 0;
  for (const character of line) {
    if (character === ' ') columns += 1;
    else if (character === '\t') columns += 4 - (columns % 4);
    else break;
  }
  return columns;
}

/** Says whether a line holds nothing but white space. */
export function isBlank(line: string): boolean {
  return /^[ \t\r\n]*$/.test(line);
}

export type Fence = { readonly marker: '`' | '~'; readonly size: number };

/** Reads the opening line of fenced code, at any indentation; `null` for another line. */
export function readFenceOpening(line: string): Fence | null {
  const match = /^[ \t]*(`{3,}|~{3,})([^\r\n]*)/.exec(line);
  const run = match?.[1];
  if (!run || (run.startsWith('`') && match[2]?.includes('`'))) return null;
  return { marker: run.startsWith('`') ? '`' : '~', size: run.length };
}

/** Says whether a line closes the fence. */
export function closesFence(line: string, fence: Fence): boolean {
  const run = /^ {0,3}(`{3,}|~{3,})[ \t\r\n]*$/.exec(line)?.[1];
  return run?.[0] === fence.marker && run.length >= fence.size;
}

export type ListMarker = {
  /** `-`, `*` or `+`, or the sign after a number: one list keeps to one. */
  readonly sign: string;
  /** Number of an ordered item, `null` for a bullet. */
  readonly ordinal: number | null;
  /** Column at which the item's content begins. */
  readonly contentColumn: number;
  readonly isEmpty: boolean;
};

/** Reads the marker at the start of a list item; `null` for another line. */
export function readListMarker(line: string): ListMarker | null {
  const match = /^[ \t]*(?:([-*+])|(\d{1,9})([.)]))(?:([ \t]+)([^\r\n]*)|[\r\n]*$)/.exec(line);
  if (!match) return null;
  const [, bullet, digits, delimiter, gap = '', content = ''] = match;
  const markerWidth = bullet ? 1 : (digits?.length ?? 0) + 1;
  const gapWidth = indentOf(gap);
  const isEmpty = content.trim() === '';
  return {
    sign: bullet ?? delimiter ?? '',
    ordinal: digits === undefined ? null : Number(digits),
    contentColumn:
      indentOf(line) + markerWidth + (isEmpty || gapWidth > 4 ? 1 : Math.max(gapWidth, 1)),
    isEmpty,
  };
}

/** Level 1 to 6 of a `#` heading; `null` for another line. */
export function readHeadingLevel(line: string): number | null {
  return /^ {0,3}(#{1,6})(?:[ \t\r\n]|$)/.exec(line)?.[1]?.length ?? null;
}

/** Says whether a line is a rule across the page, such as `---`. */
export function isThematicBreak(line: string): boolean {
  return /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}[\r\n]*$/.test(line);
}

/** Says whether a line begins a footnote's text. */
export function isFootnoteDefinition(line: string): boolean {
  return /^ {0,3}\[\^[^\]\s]+\]:/.test(line);
}
