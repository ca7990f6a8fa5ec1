import { describe, expect, it } from 'vitest';
import { BLOCK_LIMITS, isCostly } from '@/lib/domain/markdown/is-costly';

const repeat = (text: string) => (count: number) => text.repeat(count);
const nestedList = (count: number) =>
  Array.from({ length: count }, (_, index) => `${'  '.repeat(index)}- a`).join('\n');
const table = (columns: number, rows: number) =>
  ['|a', '|-', '|b']
    .map((cell, index) => `${cell.repeat(columns)}|\n`.repeat(index === 2 ? rows : 1))
    .join('');

/** Shapes that kept micromark 4.0.3 busy for seconds, by how often the piece stands there. */
const SHAPES: readonly (readonly [name: string, make: (count: number) => string, froze: number])[] =
  [
    ['emphasis in emphasis', (count) => '*a **a '.repeat(count) + ' a** a*'.repeat(count), 1000],
    ['mixed emphasis', repeat('*a_ '), 3900],
    ['openers before closers', (count) => '*a'.repeat(count) + 'a*'.repeat(count), 3200],
    ['struck text', repeat('~~a '), 20_000],
    ['nested lists', nestedList, 500],
    ['quotes in quotes', repeat('>'), 3200],
    ['items on one line', repeat('- '), 1600],
    ['quotes and lists on one line', repeat('> - 1. '), 800],
    ['brackets', (count) => '['.repeat(count) + ']'.repeat(count), 6400],
    ['closing brackets', repeat(']'), 6400],
    ['links', repeat('[a](b) '), 3200],
    ['headings by underline', repeat('a\n=\n'), 3200],
    ['definitions', repeat('[a]: b\n'), 3200],
    ['a wide table', (count) => table(count, 1), 6400],
    [
      'a square table',
      (count) => table(Math.ceil(Math.sqrt(count)), Math.ceil(Math.sqrt(count))),
      6400,
    ],
    ['a table of short lines', (count) => `${table(80, 1)}${'|\n'.repeat(count)}`, 400],
    ['code, formulas, addresses', repeat('`a` \\(b\\) c@d.e '), 3200],
    ['lines', repeat('a\n'), 20_000],
    ['characters', repeat('a'), 100_000],
    ['emphasis behind a false table', (count) => `|-|\n${'*a_ '.repeat(count)}`, 3900],
  ];

/** The largest count that would still be parsed. */
function largestParsed(make: (count: number) => string, limit: number): number {
  let low = 1;
  let high = limit;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isCostly(make(middle))) high = middle - 1;
    else low = middle;
  }
  return low;
}

describe('isCostly stops before it freezes', () => {
  it.each(SHAPES)('%s', (_name, make, froze) => {
    expect(isCostly(make(froze))).toBe(true);
    // Parsing grows with the square at worst: a quarter of the count is a sixteenth of the time.
    expect(largestParsed(make, froze)).toBeLessThanOrEqual(froze / 2);
  });
});

describe('isCostly lets pass', () => {
  const passage =
    'A sentence with **bold**, *emphasis*, `code` and [a link](https://example.org). ';
  it.each([
    ['a long paragraph', passage.repeat(40)],
    ['a list of a hundred items', '- **name**: an _item_ with ~~struck~~ words\n'.repeat(100)],
    ['eight levels of lists', nestedList(8)],
    ['a table of two hundred lines', table(6, 200)],
    ['a table full of bold text', `|a|b|\n|-|-|\n${'| **a** | **b** |\n'.repeat(200)}`],
    ['a rule of many stars', '* '.repeat(20)],
    ['three quotes in one another', '> > > a\n'.repeat(20)],
  ])('%s', (_name, source) => {
    expect(source.length).toBeLessThan(BLOCK_LIMITS.characters);
    expect(isCostly(source)).toBe(false);
  });
});
