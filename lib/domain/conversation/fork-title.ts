/** Title of a copy: the original's with the next number, so that the two can be told apart in any language. */
export function forkTitle(title: string): string {
  const [, words = title, number] = /^(.*\S) \((\d{1,4})\)$/su.exec(title) ?? [];
  return words === '' ? '' : `${words} (${Number(number ?? 1) + 1})`;
}
