/** Longest name shown, in UTF-16 units. */
const MAX_NAME_LENGTH = 120;
const FALLBACK_NAME = 'image';
const EXTENSION = /\.[A-Za-z0-9]{1,10}$/;

/** Line breaks and tabs, which part words. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu;
/** Control characters, direction overrides and isolates, and what takes no room: they make a name read as another. */
const UNSEEN =
  /[\p{Cc}\u00ad\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]|\u034f|\u17b4|\u17b5|\u180b|\u180c|\u180d/gu;
/** The joiner is needed within one emoji and unseen everywhere else. */
const LOOSE_JOINERS =
  /(?<!\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;
/** More marks on one letter than any script needs paint over the neighbouring lines. */
const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu;

function lastSegment(path: string): string {
  const segments = path.split(/[/\\]/).filter((segment) => /[^.\s]/u.test(segment));
  return segments.at(-1) ?? FALLBACK_NAME;
}

/** Cuts on the border of what a person sees as one character. */
function takeGraphemes(text: string, maxLength: number): string {
  let taken = '';
  for (const { segment } of new Intl.Segmenter('en').segment(text)) {
    if (taken.length + segment.length > maxLength) return taken;
    taken += segment;
  }
  return taken;
}

function shorten(name: string): string {
  if (name.length <= MAX_NAME_LENGTH) return name;
  const extension = EXTENSION.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - extension.length);
  const kept = takeGraphemes(stem, MAX_NAME_LENGTH - extension.length - 1).trimEnd();
  return `${kept}…${extension}`;
}

/**
 * Turns a file's name into text for people. It is never a path, a key or a type.
 *
 * The last segment of a path is kept, characters that cannot be seen or that turn the direction go,
 * broken ones become U+FFFD, letters are composed (NFC), and a long name is shortened to 120
 * UTF-16 units with its extension. Never empty. Cleaning twice changes nothing.
 */
export function cleanFileName(name: string): string {
  const seen = name
    .toWellFormed()
    .replace(BREAKS, ' ')
    .replace(UNSEEN, '')
    .replace(LOOSE_JOINERS, '')
    .normalize('NFC')
    .replace(STACKED_MARKS, '$1');
  const segment = lastSegment(seen).replace(/\s+/gu, ' ').trim();
  return shorten(segment) || FALLBACK_NAME;
}
