import { withoutUnseen } from '../without-unseen';

/** Longest name shown, in UTF-16 units. */
const MAX_NAME_LENGTH = 120;
const FALLBACK_NAME = 'image';
const EXTENSION = /\.[A-Za-z0-9]{1,10}$/;

/** Line breaks and tabs, which part words. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu;
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
  // A joiner that has lost its next letter joins nothing.
  return `${withoutUnseen(kept)}…${extension}`;
}

/**
 * Turns a file's name into text for people. It is never a path, a key or a type.
 *
 * The last segment of a path is kept, characters that cannot be seen or that turn the direction go,
 * broken ones become U+FFFD, letters are composed (NFC), and a long name is shortened to 120
 * UTF-16 units with its extension. Never empty. Cleaning twice changes nothing.
 */
export function cleanFileName(name: string): string {
  const seen = withoutUnseen(name.replace(BREAKS, ' '))
    .normalize('NFC')
    .replace(STACKED_MARKS, '$1');
  const segment = lastSegment(seen).replace(/\s+/gu, ' ').trim();
  return shorten(segment) || FALLBACK_NAME;
}
