/**
 * What Markdown writes around words, and what is left of it on a line, in the order of their use. Each
 * looks only a little way ahead: the text is a model's, and may be made to take long.
 */
const MARKUP: readonly (readonly [mark: RegExp, rest: string])[] = [
  [/[ \t]+/g, ' '],
  // Fences, rules, and the line below a table's head.
  [/^ ?(?:```|~~~).*$/gm, ''],
  [/^ ?[|:-][|: -]+$/gm, ''],
  // Headings and quotes.
  [/^ ?(?:(?:#{1,6}|>) )+/gm, ''],
  // A table's cells.
  [/^ ?\| ?| ?\| ?$/gm, ''],
  [/ \| /g, ' · '],
  [/(\*\*|__)(?=\S)([^\n]{0,200}?\S)\1/g, '$2'],
  [/`([^`\n]{1,200})`/g, '$1'],
];

/** A text on one line, without the marks of Markdown that say nothing there. */
export function plainLine(text: string): string {
  const words = MARKUP.reduce((rest, [mark, left]) => rest.replace(mark, left), text);
  return words.replace(/\s+/gu, ' ').trim();
}
