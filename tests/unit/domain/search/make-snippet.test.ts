import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMatches, matchesText, needsProof } from '@/lib/domain/search/find-matches';
import { makeSnippet, markText } from '@/lib/domain/search/make-snippet';
import { parseQuery } from '@/lib/domain/search/search-query';

const marked = (text: string, query: string) =>
  findMatches(text, parseQuery(query)).map(([start, end]) => text.slice(start, end));

describe('matches in a text', () => {
  test.each([
    ['as they are written there', 'A Crème and a creme', 'creme', ['Crème', 'creme']],
    ['beginnings of words', 'Photo, photos, telephoto', 'phot', ['Photo', 'photos']],
    ['whole words before the last one', 'an apple and apples', 'apple an', ['an', 'apple', 'and']],
    ['German', 'Die Straße', 'strasse', ['Straße']],
    ['a marked Arabic word', 'هذا كِتَابٌ جديد', 'كتاب', ['كِتَابٌ']],
    ['Chinese inside a sentence', '我想去东京旅游', '东京', ['东京']],
    ['a single character', '本州の東北', '東', ['東']],
    ['Korean with its ending', '한국어를 배워요', '한국', ['한국']],
    ['identifiers', 'call get_user_name()', 'user_na', ['user_name']],
    ['numbers', 'It is 3.14, not 14', '"3.14"', ['3.14']],
    ['emoji with another tone', 'Well done 👍🏽 !', '👍', ['👍']],
    ['touching ones are one', '東京都庁', '東京 京都', ['東京都']],
    ['composed wide forms', 'ｶﾞｿﾘﾝ', 'ガソリン', ['ｶﾞｿﾘﾝ']],
  ])('%s', (_name, text, query, expected) => {
    expect(marked(text, query)).toEqual(expected);
  });

  test('phrases follow each other', () => {
    const query = parseQuery('"green apple"');
    expect(matchesText('a Green, apple', query)).toBe(true);
    expect(matchesText('apple green', query)).toBe(false);
    expect(matchesText('green apples', query)).toBe(false);
    expect(matchesText('anything', parseQuery(' '))).toBe(false);
  });

  test('only what follows in order has to be proved', () => {
    expect(needsProof(parseQuery('red gre'))).toBe(false);
    expect(needsProof(parseQuery('東京'))).toBe(false);
    expect(needsProof(parseQuery('東京都'))).toBe(true);
    expect(needsProof(parseQuery('"red green"'))).toBe(true);
  });
});

describe('snippets', () => {
  const query = parseQuery('needle');

  test('a short text is whole, on one line', () => {
    expect(makeSnippet('One\n\n  needle\there ', query)).toEqual({
      text: 'One needle here',
      marks: [[4, 10]],
    });
  });

  test('a long one is cut between words around the first match', () => {
    const { text, marks } = makeSnippet(
      `${'hay '.repeat(100)}needle${' straw'.repeat(100)}`,
      query,
    );
    expect(text).toMatch(/^…(hay )+needle( straw)+…$/);
    expect(text.length).toBeLessThan(200);
    expect(marks.map(([start, end]) => text.slice(start, end))).toEqual(['needle']);
  });

  test('without a match it is the beginning', () => {
    const { text, marks } = makeSnippet('straw '.repeat(100), query);
    expect(text).toMatch(/^(straw )+straw…$/);
    expect(marks).toEqual([]);
  });

  test('a title is marked as a whole', () => {
    expect(markText(' A  needle ', query)).toEqual({ text: 'A needle', marks: [[2, 8]] });
  });

  test('marks are inside the snippet, in order, and on what was found', () => {
    const words = fc.constantFrom(
      'needle',
      'Needles',
      '針',
      '🙂',
      'hay',
      ' ',
      '\n',
      'x'.repeat(50),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 80 }), (parts) => {
        const { text, marks } = makeSnippet(parts.join(' '), parseQuery('針 needle'));
        expect(text.isWellFormed()).toBe(true);
        expect(text.length).toBeLessThan(400);
        let last = 0;
        for (const [start, end] of marks) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(text.slice(start, end)).toMatch(/^(needles?|針|n\w*)/i);
          last = end;
        }
      }),
    );
  });
});
