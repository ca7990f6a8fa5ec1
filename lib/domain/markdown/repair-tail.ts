import { isBlank, readHeadingLevel, readListMarker } from './line-shape';

/**
 * Completes the end of a block that is still being written, so that its look does not jump: open
 * emphasis and code spans are closed, a half-written link target and a half-written underline of a
 * heading are left out. Only for showing; never for what is stored or copied.
 *
 * @param source - A `text` block. A finished one comes back as it was, but for constructs that stay open.
 */
export function repairTail(source: string): string {
  const whole = withoutHalfUnderline(source);
  const start = startOfLastParagraph(whole);
  const tail = whole.slice(start).replace(/!?\[([^[\]]*)\]\([^()\s]*$/, '$1');
  return whole.slice(0, start) + closeSpans(tail);
}

/** A first `-` or `=` under a line of text would make it a heading for a moment. */
function withoutHalfUnderline(source: string): string {
  const lineStart = source.lastIndexOf('\n') + 1;
  if (lineStart === 0 || !/^ {0,3}(?:=+|-{1,2})[ \t]*$/.test(source.slice(lineStart)))
    return source;
  const above = source.slice(source.lastIndexOf('\n', lineStart - 2) + 1, lineStart - 1);
  return isBlank(above) || readListMarker(above) ? source : source.slice(0, lineStart - 1);
}

/** Where the last paragraph, list item, heading, quote line or table row begins. */
function startOfLastParagraph(source: string): number {
  let start = source.length;
  while (start > 0) {
    const lineStart = source.lastIndexOf('\n', start - 2) + 1;
    const line = source.slice(lineStart, start);
    if (isBlank(line)) return start;
    start = lineStart;
    const beginsHere =
      readListMarker(line) || readHeadingLevel(line) !== null || /^[ \t]*[>|]/.test(line);
    if (beginsHere) return start;
  }
  return 0;
}

const SPAN = /\\[\s\S]|`+|\*+|~~+/g;

function closeSpans(text: string): string {
  const marker = /^[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+/.exec(text)?.[0].length ?? 0;
  const open: string[] = [];
  SPAN.lastIndex = marker;
  for (let match = SPAN.exec(text); match; match = SPAN.exec(text)) {
    const run = match[0];
    if (run.startsWith('\\')) continue;
    const end = match.index + run.length;
    if (run.startsWith('`')) {
      const close = findRun(text, run, end);
      if (close < 0) return finish(text, [...open, run]);
      SPAN.lastIndex = close + run.length;
      continue;
    }
    const isAfterText = /\S/.test(text[match.index - 1] ?? ' ');
    const isBeforeText = /\S/.test(text[end] ?? ' ');
    if (isAfterText && open.at(-1) === run) open.pop();
    else if (isBeforeText) open.push(run);
    else if (end === text.length) return finish(text.slice(0, match.index), open);
  }
  return finish(text, open);
}

/** Where a run of exactly these backticks stands next, or -1. */
function findRun(text: string, run: string, from: number): number {
  for (let at = text.indexOf(run, from); at >= 0; at = text.indexOf(run, at)) {
    const size = /^`+/.exec(text.slice(at, at + run.length + 1))?.[0].length ?? 0;
    if (size === run.length) return at;
    while (text[at] === '`') at += 1;
  }
  return -1;
}

function finish(text: string, open: readonly string[]): string {
  if (open.length === 0) return text;
  const trimmed = text.trimEnd();
  const last = open.at(-1) ?? '';
  if (trimmed.endsWith(last) && trimmed.length === text.length) {
    return finish(trimmed.slice(0, -last.length), open.slice(0, -1));
  }
  return trimmed + [...open].reverse().join('');
}
