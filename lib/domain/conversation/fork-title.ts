/**
 * Title of a copy: the original's with the next number, so that the two can be told apart in any language. A
 * year is no such number.
 */
export function forkTitle(title: string): string {
  const [, words = title, number] = /^(.*\S) \(([2-9]|[1-9]\d{1,2})\)$/su.exec(title) ?? [];
  return words === '' ? '' : `${words} (${Number(number ?? 1) + 1})`;
}
