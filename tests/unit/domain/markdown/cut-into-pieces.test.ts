import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutIntoPieces } from '@/lib/domain/markdown/cut-into-pieces';

const text = fc
  .array(fc.tuple(fc.string({ maxLength: 30 }), fc.integer({ min: 1, max: 900 }), fc.boolean()), {
    maxLength: 12,
  })
  .map((parts) =>
    parts.map(([word, count, hasEnd]) => word.repeat(count) + (hasEnd ? '\n' : '')).join(''),
  );

test('pieces hold the whole text but the line ends between them', () => {
  fc.assert(
    fc.property(text, (whole) => {
      const pieces = cutIntoPieces(whole);
      let end = 0;
      for (const piece of pieces) {
        expect(['', '\n']).toContain(whole.slice(end, piece.start));
        expect(whole.startsWith(piece.text, piece.start)).toBe(true);
        expect(piece.text.length).toBeLessThanOrEqual(8000);
        end = piece.start + piece.text.length;
      }
      expect(end).toBe(whole.length);
    }),
  );
});

test('a growing text changes only its last piece', () => {
  const whole = 'a line of text\n'.repeat(2000);
  let before = cutIntoPieces('');
  for (let length = 0; length < whole.length; length += 997) {
    const pieces = cutIntoPieces(whole.slice(0, length));
    expect(pieces.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
    before = pieces;
  }
  expect(before.length).toBeGreaterThan(10);
});

test('a character of two units is not cut', () => {
  const pieces = cutIntoPieces(`x${'😀'.repeat(6000)}`);
  for (const { text: piece } of pieces) expect(piece.isWellFormed()).toBe(true);
});
