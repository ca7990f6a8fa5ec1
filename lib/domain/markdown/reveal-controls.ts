/** A stretch of text, or one invisible character under its Unicode number. */
export type Stretch =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'control'; readonly name: string };

/** Characters that turn the direction of writing or cannot be seen, so that code is not what it looks like (CVE-2021-42574). */
const CONTROLS = /[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;

/** Splits text so that each invisible control character can be shown by name, such as `U+202E`. */
export function revealControls(text: string): Stretch[] {
  if (!CONTROLS.test(text)) return text === '' ? [] : [{ type: 'text', text }];
  return text.split(new RegExp(`(${CONTROLS.source})`)).flatMap((piece): Stretch[] => {
    if (piece === '') return [];
    if (!CONTROLS.test(piece)) return [{ type: 'text', text: piece }];
    const hexadecimal = (piece.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return [{ type: 'control', name: `U+${hexadecimal}` }];
  });
}
