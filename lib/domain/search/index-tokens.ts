import { type Atom, readAtoms } from './read-atoms';

/**
 * UTF-16 units of all tokens of one text. Postgres keeps no more than 1 MiB of UTF-8 (three bytes a
 * unit) for one; both engines get the same.
 */
const MAX_TOTAL_LENGTH = 300_000;

/** A dense character with the one behind it, alone where it is the last one; a word as it is. */
function tokenAt(atoms: readonly Atom[], index: number): string {
  const atom = atoms[index];
  const next = atoms[index + 1];
  if (!atom) return '';
  return atom.isDense && next?.isJoined ? atom.text + next.text : atom.text;
}

/**
 * What the index holds of a text: each token once, in the order they appear. Tokens hold letters,
 * digits, marks and emoji only, never a space.
 *
 * Dense characters come in pairs, and the last of a run alone too, so that each of them begins a token.
 */
export function indexTokens(text: string): string[] {
  const atoms = readAtoms(text);
  const tokens = new Set<string>();
  let totalLength = 0;
  for (const index of atoms.keys()) {
    const token = tokenAt(atoms, index);
    if (tokens.has(token)) continue;
    totalLength += token.length;
    if (totalLength > MAX_TOTAL_LENGTH) break;
    tokens.add(token);
  }
  return [...tokens];
}
