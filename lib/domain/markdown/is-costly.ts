import { indentOf } from './line-shape';

/**
 * Most of each thing one block may hold. Parsing takes time that grows with the square of these
 * counts (measured on micromark 4.0.3: what passes stays under 200 ms on a slow core, where the
 * shapes that inspired them took 10 s); answers that people read stay far below.
 */
export const BLOCK_LIMITS = {
  characters: 20_000,
  lines: 600,
  /** Runs of `*`, `_` or `~` without a blank line or list marker between them, and in all. */
  runsTogether: 400,
  runs: 1500,
  brackets: 1000,
  /** Signs that begin or end code, formulas, addresses, entities, HTML. */
  signs: 1500,
  /** Columns times lines of a table. */
  cells: 2400,
  /** Markers of quotes and lists on one line, and columns before a list marker. */
  markers: 24,
  indent: 48,
} as const;

type BlockLimits = { readonly [Name in keyof typeof BLOCK_LIMITS]: number };

/**
 * The same for a block that the page parses itself, at once: measured, that takes less than a frame. What
 * is more goes to a worker, which has a time limit.
 */
export const LIGHT_LIMITS: BlockLimits = {
  characters: 4000,
  lines: 80,
  runsTogether: 60,
  runs: 160,
  brackets: 80,
  signs: 160,
  cells: 160,
  markers: 8,
  indent: 16,
};

const CONTAINER_MARKERS = /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))+/;
const LIST_START = /^[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/;

/**
 * Says whether Markdown could take long to parse, by counting. Linear in the block's length.
 * A costly block is shown as plain text: nothing is lost, and the page never freezes.
 *
 * @param limits - `LIGHT_LIMITS` asks whether it is too much for the page's own thread.
 */
export function isCostly(source: string, limits: BlockLimits = BLOCK_LIMITS): boolean {
  if (source.length > limits.characters) return true;
  const lines = source.split('\n');
  if (
    lines.length > limits.lines ||
    count(source, /[[\]]/g) > limits.brackets ||
    count(source, /`+|[@$\\&<]|\/\/|www\./g) > limits.signs
  ) {
    return true;
  }
  let runs = 0;
  let runsTogether = 0;
  let columns = 0;
  for (const line of lines) {
    if (isDeep(line, limits)) return true;
    if (line.trim() === '' || LIST_START.test(line)) runsTogether = 0;
    if (/^[ \t>]*\|?[ \t]*:?-+:?[ \t]*\|/.test(line))
      columns = Math.max(columns, count(line, /\|/g));
    const found = count(line, /\*+|_+|~+/g);
    runs += found;
    runsTogether = columns > 0 ? 0 : runsTogether + found;
    if (runsTogether > limits.runsTogether) return true;
  }
  return runs > limits.runs || columns * lines.length > limits.cells;
}

function isDeep(line: string, limits: BlockLimits): boolean {
  const markers = CONTAINER_MARKERS.exec(line)?.[0];
  if (!markers) return false;
  return (
    count(markers, />|[-+*]|\d+[.)]/g) > limits.markers ||
    (indentOf(line) > limits.indent && LIST_START.test(line))
  );
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
