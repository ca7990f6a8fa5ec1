import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTokenScanner, readTokens, writeToken } from '@/scripts/load/numbered-token';

test('tokens are read back from any text around them', () => {
  const text = `data: {"content":"${writeToken(1, 500)}"}\n\ndata: {"delta":"${writeToken(2, 600)}${writeToken(3, 601)}"}`;
  expect(readTokens(text)).toEqual([
    { number: 1, sentAt: 500 },
    { number: 2, sentAt: 600 },
    { number: 3, sentAt: 601 },
  ]);
});

test('a scanner finds every token once, however the stream is cut', () => {
  const frames = Array.from(
    { length: 20 },
    (_, index) => `data: {"delta":"${writeToken(index + 1, 1_000_000_000_000 + index)}"}\n\n`,
  ).join('');
  const cuts = fc.array(fc.integer({ min: 0, max: frames.length }), { maxLength: 40 });
  fc.assert(
    fc.property(cuts, (places) => {
      const scan = createTokenScanner();
      const borders = [0, ...places.toSorted((a, b) => a - b), frames.length];
      const found = borders.flatMap((start, index) =>
        scan(frames.slice(start, borders[index + 1])),
      );
      expect(found).toEqual(readTokens(frames));
    }),
  );
});
