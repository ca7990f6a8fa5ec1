import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesText } from '@/lib/domain/search/find-matches';
import { indexTokens } from '@/lib/domain/search/index-tokens';
import { parseQuery } from '@/lib/domain/search/search-query';

const tokensOf = (text: string) =>
  parseQuery(text).terms.map(({ tokens }) =>
    tokens.map((token) => token.text + (token.isPrefix ? '*' : '')).join(' '),
  );

describe('terms of a query', () => {
  test.each([
    ['the last word goes on', 'red gre', ['red', 'gre*']],
    ['a phrase that is closed does not', 'red "green apple"', ['red', 'green apple']],
    ['a phrase that is not closed does', '"green app', ['green app*']],
    ['words behind a phrase', '"a b" c', ['a b', 'c*']],
    ['signs part words that belong together', 'user_id', ['user id*']],
    ['dense characters are asked for in pairs', '東京都 駅', ['東京 京都', '駅*']],
    ['a single one may begin a pair', '駅 red', ['駅*', 'red*']],
    ['signs alone ask for nothing', '-- red !', ['red']],
    ['nothing', ' "" ?', []],
  ])('%s', (_name, text, tokens) => {
    expect(tokensOf(text)).toEqual(tokens);
  });
});

/** Whether an index that holds the tokens of a text finds it, before the text itself is asked. */
function isCandidate(text: string, query: ReturnType<typeof parseQuery>): boolean {
  const indexed = indexTokens(text);
  return query.terms.every(({ tokens }) =>
    tokens.every((token) =>
      indexed.some((each) => (token.isPrefix ? each.startsWith(token.text) : each === token.text)),
    ),
  );
}

const someText = fc
  .array(
    fc.constantFrom('a', 'é', 'ß', '東', '京', 'カ', '한', '국', '🙂', '1', '_', ' ', '"', 'ب'),
    {
      maxLength: 24,
    },
  )
  .map((characters) => characters.join(''));

test('each piece of a text that begins where a word begins is found in it, by index and by text', () => {
  fc.assert(
    fc.property(someText, fc.nat(24), fc.nat(24), (text, from, length) => {
      const piece = text.replaceAll('"', ' ').slice(from, from + length);
      const before = text.replaceAll('"', ' ').slice(0, from);
      const query = parseQuery(piece);
      fc.pre(query.terms.length > 0 && /(^|[\s_]|[東京カ한국🙂])$/u.test(before));
      expect(isCandidate(text, query)).toBe(true);
      expect(matchesText(text, query)).toBe(true);
    }),
  );
});
