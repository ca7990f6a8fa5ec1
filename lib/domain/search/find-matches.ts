import { type Atom, readAtoms } from './read-atoms';
import type { QueryTerm, SearchQuery } from './search-query';

/** Part of a text: from one UTF-16 unit up to, without, another. */
export type TextRange = readonly [start: number, end: number];

function isAt(atoms: readonly Atom[], place: number, { atoms: wanted, isPrefix }: QueryTerm) {
  return wanted.every((text, index) => {
    const atom = atoms[place + index];
    if (!atom) return false;
    if (atom.text === text) return true;
    return isPrefix && index === wanted.length - 1 && atom.text.startsWith(text);
  });
}

function rangesOf(atoms: readonly Atom[], term: QueryTerm): TextRange[] {
  return atoms.flatMap((atom, place): TextRange[] => {
    const last = atoms[place + term.atoms.length - 1];
    return last && isAt(atoms, place, term) ? [[atom.start, last.end]] : [];
  });
}

/** Ranges in order; those that touch or overlap become one. */
function mergeRanges(ranges: readonly TextRange[]): TextRange[] {
  const merged: TextRange[] = [];
  for (const [start, end] of ranges.toSorted((left, right) => left[0] - right[0])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], end)];
    else merged.push([start, end]);
  }
  return merged;
}

/** Where a text has what a query asks for, in order, without overlaps; also when it has only some of it. */
export function findMatches(text: string, { terms }: SearchQuery): TextRange[] {
  const atoms = readAtoms(text);
  return mergeRanges(terms.flatMap((term) => rangesOf(atoms, term)));
}

/** Whether an index that has all tokens of a query may still be wrong: their order is not in it. */
export function needsProof({ terms }: SearchQuery): boolean {
  return terms.some(({ tokens }) => tokens.length > 1);
}

/** Whether a text has everything that a query asks for. */
export function matchesText(text: string, { terms }: SearchQuery): boolean {
  const atoms = readAtoms(text);
  return (
    terms.length > 0 &&
    terms.every((term) => atoms.some((_atom, place) => isAt(atoms, place, term)))
  );
}
