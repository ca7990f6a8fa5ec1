import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toElementTree } from '@/components/message/markdown/to-element-tree';
import { holdsOnlyDefinitions } from '@/lib/domain/markdown/definitions';

const isOnly = (source: string) => holdsOnlyDefinitions({ kind: 'text', start: 0, source });

const PIECES = [
  ...['[a]:', '[b c]: ', '[ ]:', '[^1]: ', '[]: ', '[\\]]: ', '[a\n]: ', '  [d]:\t', '    [e]: '],
  ...[
    'https://a.test/1',
    '/x',
    '<y>',
    'a(b',
    '#',
    '\u0001',
    '\u00a0',
    '\u200b',
    'x\\',
    ' "t"',
    " 't'",
  ],
  ...['"', ' ', '\t', '\n', '\n', '\r\n', '===', '- ', '> ', 'word', ' (t)'],
];

test('a block of definitions is seen to be one', () => {
  expect(isOnly('[a]: https://a.test\n')).toBe(true);
  expect(isOnly('[a]: https://a.test "A title"\n  [b c]: /b\n\n')).toBe(true);
  expect(isOnly('[a]: https://a.test\nand text')).toBe(false);
  expect(isOnly('[^1]: a note')).toBe(false);
  expect(holdsOnlyDefinitions({ kind: 'code', start: 0, source: '[a]: b' })).toBe(false);
});

test('of what is taken for nothing but definitions the parser shows nothing', () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 9 }), (pieces) => {
      const source = pieces.join('');
      if (!isOnly(source)) return;
      found += 1;
      const tree = toElementTree({ source, definitions: '', hasCaret: false });
      expect(tree.children).toEqual([]);
    }),
    { numRuns: 30_000 },
  );
  expect(found).toBeGreaterThan(50);
}, 60_000);
