import { closesFence, readFenceOpening } from './line-shape';

export type FencedCode = { readonly language: string | null; readonly code: string };

/** Reads a `code` block: the first word after the opening fence, and the lines within. */
export function readFence(source: string): FencedCode {
  const lines = source.replace(/^(?:[ \t]*\r?\n)+/, '').split(/\r\n|\r|\n/);
  const opening = lines[0] ?? '';
  const fence = readFenceOpening(opening);
  const indent = /^ */.exec(opening)?.[0].length ?? 0;
  const rest = lines.slice(1);
  const end = fence ? rest.findLastIndex((line) => closesFence(line, fence)) : -1;
  const content = end < 0 ? rest : rest.slice(0, end);
  const strip = new RegExp(`^ {0,${indent}}`);
  const code = content.map((line) => line.replace(strip, '')).join('\n');
  const language = /^[ \t]*(?:`+|~+)[ \t]*([^\s`{]+)/.exec(opening)?.[1] ?? null;
  return { language, code: end < 0 ? code.replace(/\n$/, '') : code };
}
