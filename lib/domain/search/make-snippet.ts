import { findMatches, type TextRange } from './find-matches';
import { plainLine } from './plain-line';
import type { SearchQuery } from './search-query';

/** A text of one line with what a search found in it. */
export type MarkedText = { readonly text: string; readonly marks: readonly TextRange[] };

/** UTF-16 units kept in front of the first match, and altogether. */
const LEAD = 40;
const LENGTH = 180;
/** How far a cut moves to fall between words. */
const WORD_REACH = 16;

const SPACE = /\s/u;
const toLine = (text: string) => text.replace(/\s+/gu, ' ').trim();

/** Moves a place so that it parts neither a word nearby nor a character. */
function toBreak(text: string, place: number, step: 1 | -1): number {
  if (place <= 0) return 0;
  if (place >= text.length) return text.length;
  for (let moved = 0; moved <= WORD_REACH; moved += 1) {
    const at = place + moved * step;
    if (at <= 0 || at >= text.length) break;
    if (SPACE.test(text.charAt(at))) return step === 1 ? at + 1 : at;
  }
  // Between the halves of one character there is no place.
  return /[\udc00-\udfff]/.test(text.charAt(place)) ? place - 1 : place;
}

const markLine = (line: string, query: SearchQuery): MarkedText => ({
  text: line,
  marks: findMatches(line, query),
});

/** A whole text on one line, with all matches marked. */
export function markText(text: string, query: SearchQuery): MarkedText {
  return markLine(toLine(text), query);
}

/**
 * The part of a text around its first match, on one line, with the matches in it; its beginning where
 * there is none. Ellipses stand where it was cut.
 */
export function makeSnippet(text: string, query: SearchQuery): MarkedText {
  const plain = markLine(plainLine(text), query);
  // A word may stand in the marks themselves, such as a fence's language.
  const { text: line, marks } = plain.marks.length > 0 ? plain : markText(text, query);
  const [first = 0, firstEnd = 0] = marks[0] ?? [];
  const start = first <= LEAD ? 0 : Math.min(toBreak(line, first - LEAD, 1), first);
  const end = Math.max(toBreak(line, start + LENGTH, -1), Math.min(firstEnd, start + 2 * LENGTH));
  const before = start > 0 ? '…' : '';
  const shift = before.length - start;
  return {
    text: `${before}${line.slice(start, end).toWellFormed()}${end < line.length ? '…' : ''}`,
    marks: marks.flatMap(([from, to]): TextRange[] => {
      const stop = Math.min(to, end);
      return from < stop ? [[from + shift, stop + shift]] : [];
    }),
  };
}
