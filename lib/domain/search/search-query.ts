import { type Atom, readAtoms } from './read-atoms';

/** What an index is asked for: a whole token, or all that begin with it. */
export type QueryToken = { readonly text: string; readonly isPrefix: boolean };

/** What one word or one quoted phrase of a query asks for. */
export type QueryTerm = {
  /** Must follow each other in the text. */
  readonly atoms: readonly string[];
  /** Whether the last atom may go on. */
  readonly isPrefix: boolean;
  /** All must be in the index; where there are several, the text decides whether they follow each other. */
  readonly tokens: readonly QueryToken[];
};

/** All terms must match. Without terms nothing does. */
export type SearchQuery = { readonly terms: readonly QueryTerm[] };

/** A quoted phrase, also one whose end is not typed yet, or a word. */
const TERM = /"([^"]*)("?)|[^\s"]+/gu;

function toTokens(atoms: readonly Atom[], isPrefix: boolean): QueryToken[] {
  return atoms.flatMap((atom, index) => {
    const next = atoms[index + 1];
    const isLast = index === atoms.length - 1;
    if (!atom.isDense) return [{ text: atom.text, isPrefix: isPrefix && isLast }];
    if (next?.isJoined) return [{ text: atom.text + next.text, isPrefix: false }];
    // The end of a run is in the pair before it; a single character begins some token of each text it is in.
    return atom.isJoined ? [] : [{ text: atom.text, isPrefix: true }];
  });
}

/**
 * Reads what a person typed. Words and quoted phrases are terms; the last one matches as a beginning,
 * unless its quote is closed. What is no letter, digit or emoji only parts words.
 */
export function parseQuery(text: string): SearchQuery {
  const matches = [...text.matchAll(TERM)];
  const terms = matches.flatMap(([whole, phrase, closing], index) => {
    const atoms = readAtoms(phrase ?? whole);
    if (atoms.length === 0) return [];
    const isPrefix = index === matches.length - 1 && closing !== '"';
    const tokens = toTokens(atoms, isPrefix);
    return [{ atoms: atoms.map((atom) => atom.text), isPrefix, tokens }];
  });
  return { terms };
}
