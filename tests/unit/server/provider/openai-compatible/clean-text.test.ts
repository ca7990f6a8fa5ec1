import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTextCleaner } from '@/lib/server/provider/openai-compatible/clean-text';

function clean(pieces: readonly string[]): string {
  const cleaner = createTextCleaner();
  return pieces.map((piece) => cleaner.push(piece)).join('') + cleaner.end();
}

/** Any UTF-16, halves of characters and U+0000 among it. */
const anyText = fc
  .array(fc.oneof(fc.nat(0x7f), fc.integer({ min: 0xd7f0, max: 0xe010 })))
  .map((units) => String.fromCharCode(...units));

test('however a text is cut, the result is well-formed, without U+0000, and the same', () => {
  fc.assert(
    fc.property(anyText, fc.array(fc.nat(40)), (text, cuts) => {
      const pieces: string[] = [];
      let rest = `\0${text}\ud800`;
      for (const cut of cuts) {
        pieces.push(rest.slice(0, cut));
        rest = rest.slice(cut);
      }
      const whole = `${text}\ud800`.toWellFormed().replaceAll('\0', '');
      expect(clean([...pieces, rest])).toBe(whole);
    }),
  );
});

test('halves of a character are joined, or replaced when they stay alone', () => {
  expect(clean(['a\ud83d', '\ude00b'])).toBe('a😀b');
  expect(clean(['a\ud83d', 'b'])).toBe('a\ufffdb');
  expect(clean(['a\ud83d'])).toBe('a\ufffd');
  expect(clean(['\ude00'])).toBe('\ufffd');
});
