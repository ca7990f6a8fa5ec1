import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonItemSplitter } from '@/lib/domain/transfer/json-item-splitter';

function split(text: string, pieceLength: number, limit = 10_000) {
  const splitter = new JsonItemSplitter(limit);
  const pieces = [];
  for (let at = 0; at < text.length; at += pieceLength) {
    pieces.push(...splitter.push(text.slice(at, at + pieceLength)));
  }
  pieces.push(...splitter.end());
  return { pieces, isComplete: splitter.isComplete };
}

const parsed = (pieces: readonly { text: string | null }[]) =>
  pieces.map(({ text }) => JSON.parse(text ?? 'null'));

describe('JsonItemSplitter', () => {
  test('finds the items of any list, however it comes', () => {
    const items = fc.array(fc.jsonValue({ depthSize: 'small' }), { maxLength: 6 });
    fc.assert(
      fc.property(
        items,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(0, 1),
        (list, length, indent) => {
          const { pieces, isComplete } = split(JSON.stringify(list, null, indent), length);
          expect(isComplete).toBe(true);
          expect(parsed(pieces)).toEqual(JSON.parse(JSON.stringify(list)));
        },
      ),
    );
  });

  test('finds those of an object, behind what the object says of itself', () => {
    const head = { format: 'x', list: [1, { conversations: [2] }], text: '"conversations":[' };
    const text = JSON.stringify(
      { ...head, conversations: [{ a: ['}'] }, 'b,c'], more: [1] },
      null,
      1,
    );
    for (const length of [1, 3, text.length]) {
      const { pieces, isComplete } = split(text, length);
      expect(isComplete).toBe(true);
      expect(pieces.map(({ type }) => type)).toEqual(['head', 'item', 'item']);
      expect(parsed(pieces)).toEqual([{ ...head, conversations: [] }, { a: ['}'] }, 'b,c']);
    }
  });

  test('takes an object without a list as one item', () => {
    const { pieces } = split('{"chat":{"conversations":[1]}}', 4);
    expect(parsed(pieces)).toEqual([{ chat: { conversations: [1] } }]);
  });

  test('leaves out what is too large to hold and goes on behind it', () => {
    const large = JSON.stringify('x'.repeat(100));
    expect(split(`[1,${large},2]`, 7, 50).pieces.map(({ text }) => text)).toEqual(['1', null, '2']);
  });

  test.each(['', '[', '[1', '["a]', '{"conversations":[1]'])('%j is not complete', (text) => {
    expect(split(text, 1).isComplete).toBe(false);
  });
});
