/** What some characters of a text are to a search, and where they stand in the text (UTF-16 units). */
export type FoldedPiece = {
  /** Empty where a search sees nothing, such as a soft hyphen. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether each unit of `text` stands for one of the source; else all stand for the whole piece. */
  readonly isEven: boolean;
};

/** Letters that compose with each other, Hangul first: that comes before anything is compared. */
const PARTS =
  '\\u1100-\\u11ff\\u3131-\\u318e\\ua960-\\ua97c\\ud7b0-\\ud7fb\\uffa0-\\uffdc\\u{16d63}\\u{16d67}-\\u{16d6a}';
/** Marks, and the half-width voicing marks that compose as marks do. */
const MARK = '\\p{M}\\uff9e\\uff9f';
const ASCII_WORD = `[A-Za-z0-9]+(?![${MARK}])`;
/** Characters that fold to themselves, in the scripts that have most of them. */
const PLAIN_RUN = `[\\u3041-\\u3096\\u30a1-\\u30fa\\u4e00-\\u9fff\\uac00-\\ud7a3]+(?![${MARK}${PARTS}])`;
const PIECE = new RegExp(
  `(${ASCII_WORD})|(${PLAIN_RUN})|(?:[\\uac00-\\ud7a3]?[${PARTS}]+|[^])[${MARK}]*`,
  'gu',
);

/** Accents, points and vowel signs of scripts in which words are also written without them. */
const ACCENTS =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: single code points are meant.
  /(?=\p{M})(?:[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711\u0730-\u074a\u08ca-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u{e0100}-\u{e01ef}]|[\u180b-\u180d\u180f]|[\ufe00-\ufe0f])/gu;
/** Tatweel, joiners, soft hyphens, marks of direction, skin tones. */
const UNSEEN =
  /[\u00ad\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\u{1f3fb}-\u{1f3ff}]/gu;

/** Letters that Unicode does not take apart, though people write them both ways. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŧ: 't',
  þ: 'th',
  ς: 'σ',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

function fold(piece: string): string {
  return piece
    .normalize('NFKD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(UNSEEN, '')
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC');
}

/**
 * Takes a text apart into what a search compares: width, case and accents do not count (NFKC, case
 * folding, no accents where a script is also written without). Everything is covered, in order.
 */
export function* foldText(text: string): Generator<FoldedPiece> {
  const folds = new Map<string, string>();
  for (const match of text.matchAll(PIECE)) {
    const [piece, word, run] = match;
    const start = match.index;
    const end = start + piece.length;
    if (word !== undefined) yield { text: word.toLowerCase(), start, end, isEven: true };
    else if (run !== undefined) yield { text: run, start, end, isEven: true };
    else {
      let folded = folds.get(piece);
      if (folded === undefined) {
        folded = fold(piece);
        folds.set(piece, folded);
      }
      yield { text: folded, start, end, isEven: false };
    }
  }
}
