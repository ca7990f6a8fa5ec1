import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAtoms } from '@/lib/domain/search/read-atoms';

const textsOf = (text: string) => readAtoms(text).map((atom) => atom.text);

describe('atoms of a text', () => {
  test.each([
    ['case and punctuation', 'Hello, WORLD!', ['hello', 'world']],
    ['accents', 'Crème brûlée, Ångström', ['creme', 'brulee', 'angstrom']],
    ['accents as marks of their own', 'Cre\u0300me', ['creme']],
    ['German', 'Straße STRASSE ẞ Übergröße', ['strasse', 'strasse', 'ss', 'ubergrosse']],
    ['letters that are not taken apart', 'Łódź smørrebrød æther', ['lodz', 'smorrebrod', 'aether']],
    ['Turkish i', 'İstanbul ISPARTA ısparta', ['istanbul', 'isparta', 'isparta']],
    ['Greek', 'ΟΔΌΣ οδός', ['οδοσ', 'οδοσ']],
    ['Cyrillic', 'Ёлка', ['елка']],
    ['Arabic points and tatweel', 'كِتَابٌ كتـــاب أحمد', ['كتاب', 'كتاب', 'احمد']],
    ['Hebrew points', 'שָׁלוֹם', ['שלום']],
    ['Persian with a joiner', 'می\u200cخواهم', ['میخواهم']],
    ['Hindi keeps its vowels', 'हिन्दी', ['हिन्दी']],
    ['Chinese', '东京很好。', ['东', '京', '很', '好']],
    ['Japanese', 'カメラで撮る', ['カ', 'メ', 'ラ', 'で', '撮', 'る']],
    ['half-width katakana with voicing', 'ｶﾞｽ', ['ガ', 'ス']],
    ['Korean, composed and not', '한국 한국', ['한', '국', '한', '국']],
    ['Thai', 'ดี', ['ด', 'ี']],
    ['wide letters and digits', 'ＡＢＣ１２３', ['abc123']],
    ['ligatures, circled digits, fractions', 'ﬁne ② ½', ['fine', '2', '1', '2']],
    ['identifiers', 'user_id getUserName foo.bar', ['user', 'id', 'getusername', 'foo', 'bar']],
    ['numbers', '3.14 and 2048', ['3', '14', 'and', '2048']],
    ['emoji', 'ok👍🏽!❤️👩‍👧', ['ok', '👍', '❤', '👩', '👧']],
    ['scripts that meet', 'GPU搭載2台', ['gpu', '搭', '載', '2', '台']],
    ['a soft hyphen', 'exam\u00adple', ['example']],
    ['nothing', ' …!?\n', []],
  ])('%s', (_name, text, atoms) => {
    expect(textsOf(text)).toEqual(atoms);
  });

  test('a word that never ends counts with its beginning', () => {
    expect(textsOf(`${'x'.repeat(100_000)} end`)).toEqual(['x'.repeat(64), 'end']);
  });
});

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

test('places are in order, inside the text, and do not overlap unless one piece made several', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      let last = { start: 0, end: 0 };
      for (const atom of readAtoms(text)) {
        expect(atom.start).toBeLessThan(atom.end);
        expect(atom.end).toBeLessThanOrEqual(text.length);
        const isSamePiece = atom.start === last.start && atom.end === last.end;
        expect(isSamePiece || atom.start >= last.end).toBe(true);
        last = atom;
      }
    }),
  );
});

test('atoms hold no space, no sign and no capital, and read again they are the same', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const atom of textsOf(text)) {
        expect(atom).toMatch(/^[\p{L}\p{N}\p{M}\p{Extended_Pictographic}\p{RI}]+$/u);
        expect(textsOf(atom)).toEqual([atom]);
      }
    }),
  );
});

test('composed or taken apart, a text is the same', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(textsOf(text.normalize('NFD'))).toEqual(textsOf(text.normalize('NFC')));
    }),
  );
});

test('what stands before a space does not change what comes behind it', () => {
  fc.assert(
    fc.property(anyText, anyText, (one, other) => {
      expect(textsOf(`${one} ${other}`)).toEqual([...textsOf(one), ...textsOf(other)]);
    }),
  );
});
