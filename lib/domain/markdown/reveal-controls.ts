/** A stretch of text, or invisible characters that follow each other under their Unicode numbers. */
export type Stretch =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'control'; readonly text: string; readonly names: readonly string[] };

/** Characters that turn the direction of writing or cannot be seen, so that code is not what it looks like (CVE-2021-42574). */
const CONTROLS = /[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;

const nameOf = (control: string) =>
  `U+${(control.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/**
 * Splits text so that each invisible control character can be shown by name, such as `U+202E`. Those that
 * follow each other are one stretch: thousands of them are not thousands of elements.
 */
export function revealControls(text: string): Stretch[] {
  if (!CONTROLS.test(text)) return text === '' ? [] : [{ type: 'text', text }];
  return text.split(new RegExp(`(${CONTROLS.source}+)`)).flatMap((piece): Stretch[] => {
    if (piece === '') return [];
    if (!CONTROLS.test(piece)) return [{ type: 'text', text: piece }];
    return [{ type: 'control', text: piece, names: Array.from(piece, nameOf) }];
  });
}
