import 'server-only';

const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80;

/**
 * A text of at most so many bytes in UTF-8. One that is cut says so at its end, within the limit, and no
 * character of it is halved.
 */
export function cutText(text: string, maxBytes: number): string {
  // A character has one byte or more: a long text needs no copy of its whole to be measured.
  const bytes = Buffer.from(text.slice(0, maxBytes + 1));
  if (text.length <= maxBytes && bytes.length <= maxBytes) return text;
  const total = text.length <= maxBytes ? bytes.length : Buffer.byteLength(text);
  const mark = `\n[shortened: ${total} bytes in all]`;
  let end = maxBytes - mark.length;
  while (isContinuation(bytes[end])) end -= 1;
  return `${bytes.subarray(0, end).toString()}${mark}`;
}
