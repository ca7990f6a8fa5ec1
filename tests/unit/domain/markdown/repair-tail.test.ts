import { describe, expect, it } from 'vitest';
import { repairTail } from '@/lib/domain/markdown/repair-tail';

describe('repairTail completes', () => {
  it.each([
    ['a **bold te', 'a **bold te**'],
    ['a **bold ', 'a **bold**'],
    ['a **bold*', 'a **bold**'],
    ['a *word', 'a *word*'],
    ['a ***both', 'a ***both***'],
    ['a **b *c', 'a **b *c***'],
    ['~~gone', '~~gone~~'],
    ['some `code', 'some `code`'],
    ['some ``a `b', 'some ``a `b``'],
    ['- item **b', '- item **b**'],
    ['* item **b', '* item **b**'],
    ['# Title **b', '# Title **b**'],
    ['see [the text](https://exa', 'see the text'],
    ['a ![picture](https://exa', 'a picture'],
  ])('%j', (source, expected) => {
    expect(repairTail(source)).toBe(expected);
  });
});

describe('repairTail leaves out', () => {
  it.each([
    ['a **', 'a '],
    ['a *', 'a '],
    ['words\n-', 'words'],
    ['words\n==', 'words'],
  ])('the half-written end of %j', (source, expected) => {
    expect(repairTail(source)).toBe(expected);
  });
});

describe('repairTail leaves alone', () => {
  it.each([
    'plain words',
    'a **bold** word',
    'a **bold**',
    'a `code` word and `more`',
    '2 * 3 = 6',
    'a \\*star',
    'see [the text](https://example.org/a)',
    'a list [1, 2',
    '- a\n- ',
    'words\n---',
    '**open in a finished paragraph\n\nnext',
    '| a | b |\n|---|---|\n| c',
    '',
  ])('%j', (source) => {
    expect(repairTail(source)).toBe(source);
  });
});
