import { foldText } from './fold-text';

/**
 * The smallest thing that a search compares: a word, one character of a script that is written
 * without spaces between words (Hangul among them), or an emoji.
 */
export type Atom = {
  readonly text: string;
  /** Where it stands in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** One character of a script without spaces. */
  readonly isDense: boolean;
  /** A dense one right behind another dense one. */
  readonly isJoined: boolean;
};

/** Longest word that is compared, in UTF-16 units; the rest of a longer one does not count. */
const MAX_WORD_LENGTH = 64;

const DENSE =
  /^(?=[\p{L}\p{N}\p{M}])[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Hang}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]$/u;
const WORD = /^[\p{L}\p{N}\p{M}]$/u;
const SYMBOL = /^[\p{Extended_Pictographic}\p{RI}]$/u;
const ASCII_WORD = /^[a-z0-9]/;

type Kind = 'word' | 'dense' | 'symbol' | 'separator';

function kindOf(character: string): Kind {
  if (DENSE.test(character)) return 'dense';
  if (WORD.test(character)) return 'word';
  return SYMBOL.test(character) ? 'symbol' : 'separator';
}

const cut = (word: string) => word.slice(0, MAX_WORD_LENGTH).toWellFormed();

/** Collects atoms from characters that come one after the other. */
class AtomWriter {
  #word: { text: string; start: number; end: number } | null = null;
  #isAfterDense = false;
  readonly atoms: Atom[] = [];

  add(kind: Kind, text: string, start: number, end: number): void {
    if (kind === 'word') {
      this.#isAfterDense = false;
      this.#word ??= { text: '', start, end };
      // Characters beyond the longest word need not be kept, only passed.
      if (this.#word.text.length < MAX_WORD_LENGTH) this.#word.text += text;
      this.#word.end = end;
      return;
    }
    this.endWord();
    const isDense = kind === 'dense';
    const isJoined = isDense && this.#isAfterDense;
    if (kind !== 'separator') this.atoms.push({ text, start, end, isDense, isJoined });
    this.#isAfterDense = isDense;
  }

  endWord(): void {
    if (this.#word) {
      const { text, start, end } = this.#word;
      this.atoms.push({ text: cut(text), start, end, isDense: false, isJoined: false });
    }
    this.#word = null;
  }
}

/** Reads the atoms of a text in their order. The only tokeniser there is: index, query and marks use it. */
export function readAtoms(text: string): Atom[] {
  const writer = new AtomWriter();
  const kinds = new Map<string, Kind>();
  for (const piece of foldText(text)) {
    if (piece.isEven && ASCII_WORD.test(piece.text)) {
      writer.add('word', piece.text, piece.start, piece.end);
      continue;
    }
    let offset = 0;
    for (const character of piece.text) {
      const kind = kinds.get(character) ?? kindOf(character);
      kinds.set(character, kind);
      const start = piece.isEven ? piece.start + offset : piece.start;
      const end = piece.isEven ? start + character.length : piece.end;
      writer.add(kind, character, start, end);
      offset += character.length;
    }
  }
  writer.endWord();
  return writer.atoms;
}
