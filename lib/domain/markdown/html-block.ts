const BLOCK_TAGS =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul';

const UNTIL_BLANK_LINE = new RegExp(`^ {0,3}</?(?:${BLOCK_TAGS})(?:[\\s>]|/>|$)`, 'i');
const LONE_TAG =
  /^ {0,3}(?:<[a-z][a-z0-9-]*(?:\s+[a-z_:][\w:.-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?>|<\/[a-z][a-z0-9-]*\s*>)[ \t\r\n]*$/i;

/** Kinds of HTML that go on over blank lines, with what ends each (CommonMark 4.6, kinds 1 to 5). */
const OVER_BLANK_LINES: readonly { readonly start: RegExp; readonly end: RegExp }[] = [
  {
    start: /^ {0,3}<(?:script|pre|style|textarea)(?:[\s>]|$)/i,
    end: /<\/(?:script|pre|style|textarea)>/i,
  },
  { start: /^ {0,3}<!--/, end: /-->/ },
  { start: /^ {0,3}<\?/, end: /\?>/ },
  { start: /^ {0,3}<![a-z]/i, end: />/ },
  { start: /^ {0,3}<!\[CDATA\[/, end: /\]\]>/ },
];

/** What ends a piece of HTML: a pattern in one of its lines, or the next blank line. */
export type HtmlEnd = RegExp | 'blank-line';

/**
 * Reads the first line of a block of HTML by CommonMark's seven kinds.
 *
 * @param isInParagraph - A lone unknown tag (kind 7) begins a block only outside a paragraph.
 * @returns What ends it, or `null` for a line that begins no HTML.
 */
export function readHtmlOpening(line: string, isInParagraph: boolean): HtmlEnd | null {
  if (!/^ {0,3}</.test(line)) return null;
  for (const kind of OVER_BLANK_LINES) if (kind.start.test(line)) return kind.end;
  if (UNTIL_BLANK_LINE.test(line)) return 'blank-line';
  return !isInParagraph && LONE_TAG.test(line) ? 'blank-line' : null;
}
