import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Blocks, splitBlocks } from '@/lib/domain/markdown/split-blocks';

/** Lines that begin, continue, interrupt or end every kind of block. */
const LINES = [
  '',
  '  ',
  'text',
  'more $$ text',
  '# heading',
  '---',
  '===',
  '```js',
  '```',
  '~~~~',
  '   ```',
  '- item',
  '* item',
  '  - nested',
  '1. one',
  '2. two',
  '  continued',
  '    code',
  '\tcode',
  '> quote',
  '| a | b |',
  '|---|---|',
  '$$',
  '$$ x = 1',
  'y $$',
  '$$ x $$',
  '\\[',
  '\\]',
  '\\[ x \\], where',
  '<div>',
  '<script>',
  '</script>',
  '<!-- note',
  '-->',
  '[a]: https://example.org',
  '[^1]: note',
  '[a] and [^1]',
  '$5 and $6',
];

const documents = fc
  .array(fc.constantFrom(...LINES), { maxLength: 24 })
  .chain((lines) => fc.constantFrom('\n', '\r\n').map((lineEnd) => lines.join(lineEnd)));

const texts = fc.oneof(documents, fc.string({ unit: fc.constantFrom(...'`$\\[]()#*->~ \n|ab1.') }));

function readInPieces(text: string, cuts: readonly number[]): Blocks {
  const ends = [...cuts.map((cut) => cut % (text.length + 1)), text.length].sort((a, b) => a - b);
  let blocks = splitBlocks(null, '');
  for (const end of ends) blocks = splitBlocks(blocks, text.slice(0, end));
  return blocks;
}

const sourcesOf = (text: string) => splitBlocks(null, text).blocks.map((block) => block.source);

describe('splitBlocks, for any text', () => {
  it('loses and adds nothing', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(sourcesOf(text).join('')).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the same result however the text came', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat(), { maxLength: 12 }), (text, cuts) => {
        expect(readInPieces(text, cuts)).toEqual(splitBlocks(null, text));
      }),
      { numRuns: 2000 },
    );
  });

  it('never touches a finished block again, whatever follows', () => {
    fc.assert(
      fc.property(texts, texts, (text, added) => {
        const before = splitBlocks(null, text);
        const after = splitBlocks(before, text + added);
        const finished = before.blocks.slice(0, before.finishedCount);
        expect(after.finishedCount).toBeGreaterThanOrEqual(before.finishedCount);
        for (const [index, block] of finished.entries()) expect(after.blocks[index]).toBe(block);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads each line once while the text grows', () => {
    const text = 'A paragraph of words.\n\n'.repeat(500);
    let blocks = splitBlocks(null, '');
    let fromLineStart = 0;
    for (let end = 1; end <= text.length; end += 7) {
      blocks = splitBlocks(blocks, text.slice(0, end));
      fromLineStart = Math.max(fromLineStart, end - blocks.lineStart);
    }
    expect(blocks.finishedCount).toBeGreaterThan(495);
    expect(fromLineStart).toBeLessThan(30);
  });

  it('starts again when the text is another one', () => {
    const first = splitBlocks(null, 'one\n\ntwo\n\nthree');
    expect(splitBlocks(first, 'one\n\nTWO')).toEqual(splitBlocks(null, 'one\n\nTWO'));
  });
});

describe('splitBlocks keeps together', () => {
  it.each([
    ['code with blank lines', '```\na\n\nb\n```\n'],
    ['code that holds a shorter fence', '````\n```\n\n```\n````\n'],
    ['code that never ends', '```js\na\n\n# b\n\n- c\n'],
    ['a formula with blank lines', '$$\na\n\nb\n$$\n'],
    ['a bracketed formula', '\\[\na\n\nb\n\\]\n'],
    ['a list with blank lines', '- a\n\n- b\n\n  more of b\n\n      code\n'],
    ['a list with code', '1. a\n\n   ```\n   x\n\n   y\n   ```\n\n2. b\n'],
    ['a list after a line of text', 'text\n- a\n\n- b\n'],
    ['a table', '| a | b |\n|---|---|\n| c | d |\n'],
    ['a quote', '> a\n> - b\nlazy\n'],
    ['indented code with blank lines', '    a\n\n    b\n'],
    ['a script', '<script>\n\na\n\n</script>\n'],
    ['a comment', '<!--\n\n# a\n\n-->\n'],
    ['a heading by underline', 'a\nb\n===\n'],
    ['a footnote of two paragraphs', '[^1]: a\n\n    b\n'],
  ])('%s', (_name, text) => {
    expect(sourcesOf(text)).toEqual([text]);
  });
});

describe('splitBlocks separates', () => {
  it.each([
    ['paragraphs', ['a\n\n', 'b\n']],
    ['headings from what follows', ['# a\n', 'b\n']],
    ['code from the text before it', ['a\n', '```\nb\n```\n', 'c']],
    ['code from a list before it', ['- a\n', '```\nb\n```\n', '- c\n']],
    ['formulas from text around them', ['a\n', '$$\nx\n$$\n', 'b\n', '\\[ y \\]\n', 'c\n']],
    ['lists of different kinds', ['- a\n\n', '* b\n\n', '1. c\n\n', 'd']],
    ['an unclosed formula at its blank line', ['$$ is the shell\n\n', 'next\n']],
  ])('%s', (_name, expected) => {
    expect(sourcesOf(expected.join(''))).toEqual(expected);
  });
});

describe('splitBlocks names', () => {
  const kindsOf = (text: string) => splitBlocks(null, text).blocks.map((block) => block.kind);

  it('code and formulas, also unfinished', () => {
    expect(kindsOf('```\na')).toEqual(['code']);
    expect(kindsOf('$$\na')).toEqual(['maths']);
    expect(kindsOf('\\[ a \\].\n')).toEqual(['maths']);
  });

  it('money and sentences that hold a formula as text', () => {
    expect(kindsOf('$5 and $6\n')).toEqual(['text']);
    expect(kindsOf('$$x$$ is a formula\n')).toEqual(['text']);
    expect(kindsOf('so $$ a\n$$ it is\n')).toEqual(['text']);
    expect(kindsOf('$$ is the shell\n\nnext')).toEqual(['text', 'text']);
  });

  it('a formula that grows beyond the longest one as text', () => {
    expect(kindsOf(`$$\n${'a + b\n'.repeat(800)}`)).toContain('text');
    expect(kindsOf(`$$\n${'a + b\n'.repeat(800)}`)).not.toContain('maths');
  });

  it.each([
    ['\n\n### a\n#### b\n###### c\n### d\n# e\n## f\n', [2, 3, 4, 2, 2, 3]],
    ['a\n===\n\nb\n---\n\n# c', [2, 3, 2]],
    ['```\n# no\n```\n\n---\n\n## a\n', [2]],
    ['# a\n## b\n### c\n#### d\n##### e\n###### f\n', [2, 3, 4, 5, 6, 6]],
  ])('headings without leaving out a level: %j', (text, levels) => {
    const { blocks } = splitBlocks(null, text);
    expect(blocks.flatMap((block) => block.headingLevel ?? [])).toEqual(levels);
  });
});

describe('splitBlocks cuts a long list', () => {
  const items = Array.from({ length: 300 }, (_, index) => `${index + 5}. an item of the list\n`);

  it('before an item, and numbers go on', () => {
    const { blocks } = splitBlocks(null, items.join(''));
    expect(blocks.length).toBeGreaterThan(2);
    let seen = 5;
    for (const [index, block] of blocks.entries()) {
      expect(block.continuesList ?? false).toBe(index > 0);
      expect(block.ordinal ?? 5).toBe(seen);
      expect(block.source.length).toBeLessThan(2100);
      seen += block.source.trimEnd().split('\n').length;
    }
  });

  it('by position where the source repeats a number', () => {
    const { blocks } = splitBlocks(null, '1. an item of the list\n'.repeat(200));
    const first = blocks[0]?.source.trimEnd().split('\n').length ?? 0;
    expect(blocks[1]?.ordinal).toBe(1 + first);
  });

  it('never within an item', () => {
    const text = `- a\n${'  more\n\n  - nested\n'.repeat(300)}`;
    expect(sourcesOf(text)).toEqual([text]);
  });
});
