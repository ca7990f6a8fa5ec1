/** Control characters, direction overrides and isolates, and what takes no room: they make a text read as another. */
const UNSEEN =
  /(?![\t\n])[\p{Cc}\u00ad\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]|\u034f|\u17b4|\u17b5|\u180b|\u180c|\u180d/gu;
/** The joiner is needed within one emoji and unseen everywhere else. */
const LOOSE_JOINERS =
  /(?<!\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

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
