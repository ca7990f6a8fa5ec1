import ts from 'typescript';
import { lineOf, type SourceFile, walk } from './source-files.ts';

type Rule = {
  readonly name: string;
  /** Files it holds for. */
  readonly files: RegExp;
  /** Files among them that are free to do it, by design. */
  readonly except?: RegExp;
  readonly isBroken: (node: ts.Node, tree: ts.SourceFile) => boolean;
};

const PRODUCT = /^(app|components|lib)\/|^(proxy|instrumentation)\.ts$/;
const EVERYTHING = /./;

/** Values the build puts in; they are no configuration. */
const BUILD_CONSTANT = /^process\.env\.(NODE_ENV|NEXT_RUNTIME)$/;
const NETWORK = /^(node:)?(http|https|http2|net|tls|dgram)$|^undici$/;
const BANNED_WORD = /^(msg|req|res|cfg|opts)$/;

const isDirective = (node: ts.Node, text: string) =>
  ts.isExpressionStatement(node) &&
  ts.isStringLiteral(node.expression) &&
  node.expression.text === text;

const isImportOf = (node: ts.Node, source: RegExp) =>
  ts.isImportDeclaration(node) &&
  ts.isStringLiteral(node.moduleSpecifier) &&
  source.test(node.moduleSpecifier.text);

const calls = (node: ts.Node, tree: ts.SourceFile, name: RegExp) =>
  ts.isCallExpression(node) && name.test(node.expression.getText(tree));

const startsWithImport = (tree: ts.SourceFile, source: string) => {
  const [first] = tree.statements;
  return (
    first !== undefined &&
    isImportOf(first, new RegExp(`^${source}$`)) &&
    !('importClause' in first && first.importClause)
  );
};

/** The rules that no tool knows. */
export const HOUSE_RULES: readonly Rule[] = [
  {
    name: "a module in lib/server starts with import 'server-only'",
    files: /^lib\/server\//,
    isBroken: (node, tree) => node === tree && !startsWithImport(tree, 'server-only'),
  },
  {
    name: 'the environment is read in lib/server/config alone',
    files: PRODUCT,
    except: /^lib\/server\/config/,
    isBroken: (node, tree) =>
      ts.isPropertyAccessExpression(node) &&
      node.getText(tree) === 'process.env' &&
      !BUILD_CONSTANT.test(node.parent.getText(tree)),
  },
  {
    name: 'the server reaches the network through lib/server/egress alone',
    files: /^lib\/server\//,
    except: /^lib\/server\/egress\//,
    isBroken: (node, tree) =>
      calls(node, tree, /^(globalThis\.)?fetch$/) || isImportOf(node, NETWORK),
  },
  {
    name: 'the domain has no clock and no chance',
    files: /^lib\/domain\//,
    isBroken: (node, tree) =>
      calls(node, tree, /^(Date\.now|Date|Math\.random)$/) ||
      (ts.isNewExpression(node) && node.expression.getText(tree) === 'Date'),
  },
  {
    name: 'no any',
    files: EVERYTHING,
    isBroken: (node) => node.kind === ts.SyntaxKind.AnyKeyword,
  },
  {
    name: 'no cast through unknown',
    files: EVERYTHING,
    isBroken: (node) =>
      ts.isAsExpression(node) &&
      ts.isAsExpression(node.expression) &&
      node.expression.type.kind === ts.SyntaxKind.UnknownKeyword,
  },
  {
    name: 'no comment that switches the compiler off',
    files: EVERYTHING,
    isBroken: (node, tree) =>
      node === tree && /@ts-(ignore|nocheck|expect-error)\b/.test(withoutStrings(tree)),
  },
  {
    name: 'no raw HTML',
    files: PRODUCT,
    isBroken: (node) => ts.isIdentifier(node) && node.text === 'dangerouslySetInnerHTML',
  },
  {
    name: 'no server action',
    files: PRODUCT,
    isBroken: (node) => isDirective(node, 'use server'),
  },
  {
    name: 'no cached function of Next',
    files: PRODUCT,
    isBroken: (node) => isDirective(node, 'use cache'),
  },
  {
    name: 'no image optimiser of Next',
    files: PRODUCT,
    isBroken: (node) => isImportOf(node, /^next\/(legacy\/)?image$/),
  },
  {
    name: 'whole words: message, request, response, options',
    files: EVERYTHING,
    isBroken: (node) =>
      ts.isIdentifier(node) &&
      BANNED_WORD.test(node.text) &&
      (ts.isVariableDeclaration(node.parent) || ts.isParameter(node.parent)) &&
      node.parent.name === node,
  },
];

/** The text with its string literals blanked, so that a text about a comment is not taken for one. */
function withoutStrings(tree: ts.SourceFile): string {
  let text = tree.text;
  walk(tree, (node) => {
    if (!ts.isStringLiteralLike(node) && !ts.isRegularExpressionLiteral(node)) return;
    const start = node.getStart(tree);
    text = text.slice(0, start) + ' '.repeat(node.end - start) + text.slice(node.end);
  });
  return text;
}

/** Finds what the house's own rules forbid; one line each, with file, line and rule. */
export function checkHouseRules(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, tree }) => {
    const rules = HOUSE_RULES.filter((rule) => rule.files.test(path) && !rule.except?.test(path));
    const problems: string[] = [];
    walk(tree, (node) => {
      for (const rule of rules.filter((candidate) => candidate.isBroken(node, tree))) {
        problems.push(`${path}:${lineOf(tree, node.getStart(tree))} ${rule.name}`);
      }
    });
    return problems;
  });
}
