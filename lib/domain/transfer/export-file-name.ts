import { cleanFileName } from '../image/clean-file-name';

/** Longest stem, in characters: some file systems take 255 bytes with an extension. */
const MAX_STEM_CHARACTERS = 60;
/** Characters that some file system refuses, and those that mean something to a shell or a header. */
const UNSAFE = /["'*/:<>?\\|%;`$]+/g;
/** Names that Windows keeps for devices. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A title as the stem of a file name that every system takes: no separators, no leading or trailing
 * dots, no device. Never empty.
 */
export function fileStemOf(title: string, fallback: string): string {
  const plain = title
    .replace(UNSAFE, ' ')
    .replace(/[\s.]+/g, ' ')
    .trim();
  if (plain === '') return fallback;
  const safe = Array.from(cleanFileName(plain).replaceAll('…', ''));
  const stem = safe.slice(0, MAX_STEM_CHARACTERS).join('').trim();
  return stem === '' || DEVICE.test(stem) ? fallback : stem;
}

const percent = (text: string) =>
  encodeURIComponent(text).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** The header that makes a browser save an answer under a name (RFC 6266; the name may be any text). */
export function contentDisposition(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${percent(fileName.toWellFormed())}`;
}
