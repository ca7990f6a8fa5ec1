/** Text as it is stored and sent: without U+0000, which some stores refuse, and without half characters. */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}
