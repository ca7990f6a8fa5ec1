import type { Block } from './block';

/** A link or footnote definition that other blocks may refer to. */
export type Definition = {
  /** As written between the brackets, made comparable; a footnote's begins with `^`. */
  readonly label: string;
  /** Markdown that makes the label known to a block parsed alone. */
  readonly source: string;
};

const LINK = /^ {0,3}\[([^[\]\\^][^[\]\\]{0,998})\]:[ \t]*(<[^<>\n]*>|[^\s<]\S*)(?:[ \t]+.*)?$/;
const FOOTNOTE = /^ {0,3}\[(\^[^[\]\s\\]{1,998})\]:/;
const REFERENCE = /\[([^[\]\\]{1,999})\]/g;

/** Makes labels that differ only in case or white space equal. */
function toLabel(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}

/** Finds the definitions of a block, each on one line. Code and formulas hold none. */
export function findDefinitions(block: Block): Definition[] {
  if (block.kind !== 'text' || !block.source.includes(']:')) return [];
  return block.source.split('\n').flatMap((line) => {
    const footnote = FOOTNOTE.exec(line)?.[1];
    if (footnote) return [{ label: toLabel(footnote), source: `[${footnote}]: .` }];
    const label = LINK.exec(line)?.[1];
    return label ? [{ label: toLabel(label), source: line.trim() }] : [];
  });
}

/** A blank line, or one whole definition without anything that CommonMark might read otherwise. */
const ONLY_LINK =
  /^[ \t\r]*$|^ {0,3}\[(?=[^\]]*[^\s\]])[^[\]\\^][^[\]\\]{0,998}\]:[ \t]*[^\s<()\\\p{Cc}]+(?:[ \t]+"[^"\\]*")?[ \t]*\r?$/u;

/** Says whether a block is nothing but link definitions, of which nothing is shown. */
export function holdsOnlyDefinitions({ kind, source }: Block): boolean {
  if (kind !== 'text' || !source.includes(']:')) return false;
  return source.split('\n').every((line) => ONLY_LINK.test(line));
}

/** Where each label was defined first. */
type DefinitionIndex = ReadonlyMap<string, { readonly at: number; readonly source: string }>;

const indexes = new WeakMap<readonly Definition[], DefinitionIndex>();

/** Made once for the same definitions: each block of a text asks them. */
function indexOf(definitions: readonly Definition[]): DefinitionIndex {
  const known = indexes.get(definitions);
  if (known) return known;
  const index = new Map<string, { at: number; source: string }>();
  for (const [at, { label, source }] of definitions.entries()) {
    if (!index.has(label)) index.set(label, { at, source });
  }
  indexes.set(definitions, index);
  return index;
}

/**
 * The definitions a block refers to, as Markdown to be parsed before it: so a reference finds a
 * definition that stands in another block. Ends in an empty comment, which keeps the block out of a
 * footnote's text. Empty for most blocks, and unchanged while definitions of no concern arrive.
 */
export function definitionsFor(source: string, definitions: readonly Definition[]): string {
  if (definitions.length === 0 || !source.includes('[')) return '';
  const index = indexOf(definitions);
  const wanted = new Set(
    Array.from(source.matchAll(REFERENCE), ([, label = '']) => toLabel(label)),
  );
  const found = [...wanted].flatMap((label) => index.get(label) ?? []);
  if (found.length === 0) return '';
  const lines = found.sort((one, other) => one.at - other.at).map((each) => each.source);
  return `${lines.join('\n\n')}\n\n<!-- -->\n\n`;
}
