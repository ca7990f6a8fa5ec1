import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const CODE = /\.(ts|tsx|mjs|cjs)$/;
const NOT_OURS = /^(node_modules|\..*|coverage|test-results|data)$/;

/** One file of ours, read and parsed. Its path is relative to the root, with `/`. */
export type SourceFile = {
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
};

function pathsUnder(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    if (NOT_OURS.test(entry.name)) return [];
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return pathsUnder(root, path);
    return CODE.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

/** @param path - Relative to the root, with `/`; its ending says how the text is read. */
export function parseSourceFile(path: string, text: string): SourceFile {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind) };
}

/** Every code file under a root, hidden and generated folders apart. Needs no git. */
export function readSourceFiles(root: string): SourceFile[] {
  return pathsUnder(root, '')
    .sort()
    .map((path) => parseSourceFile(path, readFileSync(join(root, path), 'utf8')));
}

/** Line of a position, counted from 1. */
export function lineOf(tree: ts.SourceFile, position: number): number {
  return tree.getLineAndCharacterOfPosition(position).line + 1;
}

/** Calls `visit` for a node and everything in it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}
