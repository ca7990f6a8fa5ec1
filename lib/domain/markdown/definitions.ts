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

/**
 * The definitions a block refers to, as Markdown to be parsed before it: so a reference finds a
 * definition that stands in another block. Ends in an empty comment, which keeps the block out of a
 * footnote's text. Empty for most blocks, and unchanged while definitions of no concern arrive.
 */
export function definitionsFor(source: string, definitions: readonly Definition[]): string {
  if (definitions.length === 0 || !source.includes('[')) return '';
  const wanted = new Set<string>();
  for (const match of source.matchAll(REFERENCE)) wanted.add(toLabel(match[1] ?? ''));
  const lines: string[] = [];
  for (const definition of definitions) {
    if (wanted.delete(definition.label)) lines.push(definition.source);
  }
  return lines.length > 0 ? `${lines.join('\n\n')}\n\n<!-- -->\n\n` : '';
}
