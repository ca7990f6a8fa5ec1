/** Control characters, direction overrides and isolates, and what takes no room: they make a text read as another. */
const UNSEEN =
  /(?![\t\n])[\p{Cc}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]|\u034f|\u17b4|\u17b5|\u180b|\u180c|\u180d/gu;

/** Scripts whose letters are written apart or together by joiners, as Persian does within a word. */
const JOINING_SCRIPTS = [
  ...['Arabic', 'Bengali', 'Devanagari', 'Gujarati', 'Gurmukhi', 'Kannada', 'Malayalam', 'Oriya'],
  ...['Sinhala', 'Tamil', 'Telugu'],
];
const JOINED = String.raw`(?=[\p{L}\p{M}])[${JOINING_SCRIPTS.map((script) => `\\p{scx=${script}}`).join('')}]`;
const IN_WORD = String.raw`(?<=${JOINED})[\u200c\u200d](?=${JOINED})`;
const IN_EMOJI = String.raw`(?<=\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)\u200d(?=\p{Extended_Pictographic})`;
/** Joiners are needed between letters of some scripts and within one emoji, and unseen everywhere else. */
const LOOSE_JOINERS = new RegExp(`(?!${IN_WORD}|${IN_EMOJI})[\\u200c\\u200d]`, 'gu');

/** Puts something in the place of each character that cannot be seen or that turns the direction of writing. */
export const replaceUnseen = (text: string, replace: (character: string) => string): string =>
  text.replace(UNSEEN, replace).replace(LOOSE_JOINERS, replace);

/**
 * A foreign text as people see it: without characters that cannot be seen or that turn the direction of
 * writing. Tabs and line feeds stay; broken characters become U+FFFD.
 */
export function withoutUnseen(text: string): string {
  return replaceUnseen(text.toWellFormed(), () => '');
}
