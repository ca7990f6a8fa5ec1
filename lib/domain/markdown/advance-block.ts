import type { OpenBlock } from './block';
import { readHtmlOpening } from './html-block';
import {
  closesFence,
  type Fence,
  indentOf,
  isBlank,
  isFootnoteDefinition,
  isThematicBreak,
  type ListMarker,
  readFenceOpening,
  readHeadingLevel,
  readListMarker,
} from './line-shape';
import { findMathsEnd, MAX_FORMULA_CHARACTERS, readMathsOpening } from './maths-delimiter';

/** A list longer than this many characters is cut before its next item, so that no block grows without end. */
const LONG_LIST_CHARACTERS = 2000;

/**
 * Reads one more line. Pure, and the only place that knows where a block ends: a block is left only
 * where CommonMark leaves every container, so that each can be parsed alone.
 *
 * @param open - The block so far, `null` at the start of the text.
 * @param line - The line with its line ending; the last line of a growing text may be incomplete.
 * @param start - Where the line begins in the text.
 * @returns The block that the line belongs to: the old one (same `start`) or a new one.
 */
export function advanceBlock(open: OpenBlock | null, line: string, start: number): OpenBlock {
  if (!open) return beginBlock(line, start);
  if (open.mode === 'blank') {
    return isBlank(line) ? open : { ...beginBlock(line, start), start: open.start };
  }
  if (open.isComplete) return isBlank(line) ? open : beginBlock(line, start);
  if (open.mode === 'fence') {
    return open.fence && closesFence(line, open.fence) ? { ...open, isComplete: true } : open;
  }
  if (open.mode === 'maths') return advanceMaths(open, line, start);
  if (open.mode === 'html') return advanceHtml(open, line);
  if (isBlank(line)) return { ...open, isAfterBlank: true, hasOpenDollars: false };
  if (open.mode === 'list') return advanceList(open, line, start);
  const continues = open.isAfterBlank ? continuesAfterBlank(open, line) : !interrupts(open, line);
  return continues ? extend(open, line) : beginBlock(line, start);
}

function beginBlock(line: string, start: number): OpenBlock {
  const base = { start, isComplete: false, isAfterBlank: false } as const;
  if (isBlank(line)) return { ...base, mode: 'blank' };
  const indent = indentOf(line);
  const fence = readFenceOpening(line);
  if (indent >= 4) return { ...base, mode: 'indented' };
  if (fence) return { ...base, mode: 'fence', fence };
  const maths = readMathsOpening(line);
  if (maths) return beginMaths(base, maths, line);
  const headingDepth = readHeadingLevel(line);
  if (headingDepth !== null) return { ...base, mode: 'paragraph', isComplete: true, headingDepth };
  if (isThematicBreak(line)) return { ...base, mode: 'paragraph', isComplete: true };
  if (isFootnoteDefinition(line)) return { ...base, mode: 'note' };
  const marker = readListMarker(line);
  if (marker) return beginList(base, marker, line);
  const htmlEnd = readHtmlOpening(line, false);
  if (htmlEnd) return advanceHtml({ ...base, mode: 'html', htmlEnd }, line);
  const mode = /^ {0,3}>/.test(line) ? 'rows' : 'paragraph';
  return { ...base, mode, hasOpenDollars: hasOddDollars(line) };
}

function beginMaths(
  base: Pick<OpenBlock, 'start' | 'isComplete' | 'isAfterBlank'>,
  maths: NonNullable<OpenBlock['maths']>,
  line: string,
): OpenBlock {
  const from = line.search(/\S/) + 2;
  const end = maths.isBare ? null : findMathsEnd(line, maths.closer, from);
  if (end === 'inline') return { ...base, mode: 'paragraph', hasOpenDollars: hasOddDollars(line) };
  return { ...base, mode: 'maths', maths, isComplete: end === 'closed' };
}

/** Unclosed by a blank line (or, opened bare, within the longest formula): then it was text. */
function advanceMaths(open: OpenBlock, line: string, start: number): OpenBlock {
  const asText: OpenBlock = { ...open, mode: 'paragraph', isAfterBlank: isBlank(line) };
  if (!open.maths) return asText;
  const end = findMathsEnd(line, open.maths.closer);
  if (end) return end === 'closed' ? { ...open, isComplete: true } : asText;
  const isTooLong = start + line.length - open.start > MAX_FORMULA_CHARACTERS;
  return isTooLong || (!open.maths.isBare && isBlank(line)) ? asText : open;
}

function advanceHtml(open: OpenBlock, line: string): OpenBlock {
  const isEnd =
    open.htmlEnd instanceof RegExp ? open.htmlEnd.test(line) : isBlank(line) && !open.isComplete;
  return isEnd ? { ...open, isComplete: true } : open;
}

function continuesAfterBlank(open: OpenBlock, line: string): boolean {
  if (open.mode === 'indented') return indentOf(line) >= 4;
  return open.mode === 'note' && indentOf(line) > 0;
}

/** What begins a new block without a blank line before it. */
function interrupts(open: OpenBlock, line: string): boolean {
  const indent = indentOf(line);
  if (indent >= 4) return false;
  if (readFenceOpening(line) || readHeadingLevel(line) !== null) return true;
  if (open.mode === 'note' && isFootnoteDefinition(line)) return true;
  return (
    (readMathsOpening(line) !== null && !open.hasOpenDollars) ||
    readHtmlOpening(line, true) instanceof RegExp
  );
}

function extend(open: OpenBlock, line: string): OpenBlock {
  const hasOpenDollars = hasOddDollars(line) !== (open.hasOpenDollars ?? false);
  const isCode = open.mode === 'indented' && indentOf(line) >= 4;
  if (isCode || open.mode === 'note') return { ...open, isAfterBlank: false };
  const mode = open.mode === 'rows' || isRow(line) ? 'rows' : 'paragraph';
  const next: OpenBlock = { ...open, mode, isAfterBlank: false, hasOpenDollars };
  const underline = /^ {0,3}(=+|-+)[ \t\r\n]*$/.exec(line)?.[1];
  if (underline && open.mode === 'paragraph') {
    return { ...next, isComplete: true, headingDepth: underline.startsWith('=') ? 1 : 2 };
  }
  const marker = indentOf(line) < 4 && !isThematicBreak(line) ? readListMarker(line) : null;
  if (marker && (open.mode === 'rows' || canInterrupt(marker))) {
    return beginList(next, marker, line);
  }
  const htmlEnd = readHtmlOpening(line, true);
  return htmlEnd ? { ...next, mode: 'html', htmlEnd } : next;
}

function beginList(base: Omit<OpenBlock, 'mode'>, marker: ListMarker, line: string): OpenBlock {
  const open: OpenBlock = { ...base, mode: 'list', list: listOf(marker) };
  return { ...open, itemFence: nextItemFence(open, line) };
}

/** Only a bullet or a list from 1 on, with content, is a list right after a line of text. */
function canInterrupt(marker: ListMarker): boolean {
  return !marker.isEmpty && (marker.ordinal === null || marker.ordinal === 1);
}

function listOf(marker: ListMarker): NonNullable<OpenBlock['list']> {
  const next = marker.ordinal === null ? null : marker.ordinal + 1;
  const { sign, contentColumn, isEmpty } = marker;
  return { signs: sign, contentColumn, next, isItemEmpty: isEmpty };
}

/** Another kind of list, or a line of the item's text: only a parser could tell, so they stay together. */
function withSign(
  list: NonNullable<OpenBlock['list']>,
  marker: ListMarker,
): NonNullable<OpenBlock['list']> {
  return { ...listOf(marker), signs: list.signs + marker.sign };
}

function advanceList(open: OpenBlock, line: string, start: number): OpenBlock {
  const list = open.list;
  const indent = indentOf(line);
  if (!list) return open;
  const isItemOver = open.isAfterBlank && list.isItemEmpty;
  if (indent >= list.contentColumn && !isItemOver) {
    const itemFence = nextItemFence(open, line);
    return { ...open, isAfterBlank: false, itemFence, list: { ...list, isItemEmpty: false } };
  }
  const marker = indent < 4 && !isThematicBreak(line) ? readListMarker(line) : null;
  if (marker && list.signs.includes(marker.sign)) {
    const item = advanceItem(open, list, marker, start);
    return { ...item, itemFence: nextItemFence(item, line) };
  }
  const leaves =
    open.isAfterBlank ||
    list.isItemEmpty ||
    open.itemFence !== undefined ||
    (indent < 4 &&
      (/^[ \t]*>/.test(line) ||
        readFenceOpening(line) !== null ||
        readHeadingLevel(line) !== null ||
        isThematicBreak(line) ||
        readMathsOpening(line) !== null ||
        readHtmlOpening(line, true) !== null));
  if (leaves) return beginBlock(line, start);
  return { ...open, isAfterBlank: false, list: marker ? withSign(list, marker) : list };
}

/** The fence open within an item after one more of its lines. */
function nextItemFence(open: OpenBlock, line: string): Fence | undefined {
  const content = line.replace(/^[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*/, '');
  if (!open.itemFence) return readFenceOpening(content) ?? undefined;
  return closesFence(content, open.itemFence) ? undefined : open.itemFence;
}

function advanceItem(
  open: OpenBlock,
  list: NonNullable<OpenBlock['list']>,
  marker: ListMarker,
  start: number,
): OpenBlock {
  const next = list.next === null ? null : list.next + 1;
  const { contentColumn, isEmpty } = marker;
  const grown = { ...list, contentColumn, next, isItemEmpty: isEmpty };
  if (start - open.start < LONG_LIST_CHARACTERS || list.signs.length > 1) {
    return { ...open, isAfterBlank: false, itemFence: undefined, list: grown };
  }
  return {
    start,
    mode: 'list',
    isComplete: false,
    isAfterBlank: false,
    list: grown,
    continuesList: true,
    ...(list.next === null ? {} : { ordinal: list.next }),
  };
}

/** A line of a quote, or the one under a table's head: what follows is no plain paragraph. */
function isRow(line: string): boolean {
  return /^ {0,3}(?:>|\|?[ \t]*:?-+:?[ \t]*\|)/.test(line);
}

/** Says whether a line holds an odd number of `$$`. */
function hasOddDollars(line: string): boolean {
  return (line.split('$$').length - 1) % 2 === 1;
}
