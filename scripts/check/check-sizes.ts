import { basename } from 'node:path';
import ts from 'typescript';
import { countProps } from './count-props.ts';
import { lineOf, type SourceFile, walk } from './source-files.ts';

const MOST_LINES = 300;
const MOST_ROUTE_LINES = 30;
const MOST_FUNCTION_LINES = 50;
const MOST_PROPS = 8;

const MEASURED = /^(app|components|lib|scripts)\//;
const DUMPING_GROUND = /^(utils?|helpers?|misc|common|types)\./;

const countLines = (text: string) => text.replace(/\n$/, '').split('\n').length;

const isMarkup = (node: ts.Node) =>
  ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node);

/** A literal without a function in it: a table of data, however long. */
function isTable(node: ts.Node): boolean {
  if (!ts.isArrayLiteralExpression(node) && !ts.isObjectLiteralExpression(node)) return false;
  let hasCode = false;
  walk(node, (inner) => {
    if (ts.isFunctionLike(inner) || ts.isCallExpression(inner) || isMarkup(inner)) hasCode = true;
  });
  return !hasCode;
}

/** Lines a function takes, without the inner lines of markup and of data tables. */
function countFunctionLines(tree: ts.SourceFile, node: ts.Node): number {
  const span = (part: ts.Node) => lineOf(tree, part.end) - lineOf(tree, part.getStart(tree));
  let lines = span(node) + 1;
  const subtract = (part: ts.Node): void => {
    if (isMarkup(part) || isTable(part)) lines -= span(part);
    else ts.forEachChild(part, subtract);
  };
  ts.forEachChild(node, subtract);
  return lines;
}

function nameOf(node: ts.Node, tree: ts.SourceFile): string {
  const named = ts.isFunctionLike(node) && node.name ? node : node.parent;
  const name = 'name' in named ? named.name : undefined;
  return name ? (name as ts.Node).getText(tree) : 'a function';
}

function checkFunctions({ path, tree }: SourceFile): string[] {
  const problems: string[] = [];
  walk(tree, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return;
    const line = lineOf(tree, node.getStart(tree));
    const lines = countFunctionLines(tree, node);
    if (lines > MOST_FUNCTION_LINES) {
      problems.push(
        `${path}:${line} ${nameOf(node, tree)} has ${lines} lines, ${MOST_FUNCTION_LINES} at most`,
      );
    }
    const props = path.endsWith('.tsx') ? countProps(tree, node, nameOf(node, tree)) : 0;
    if (props > MOST_PROPS) {
      problems.push(
        `${path}:${line} ${nameOf(node, tree)} takes ${props} props, ${MOST_PROPS} at most`,
      );
    }
  });
  return problems;
}

/** Finds files, functions, routes and prop lists over their limits, and names that say nothing. */
export function checkSizes(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const problems: string[] = [];
    const name = basename(file.path);
    if (DUMPING_GROUND.test(name)) problems.push(`${file.path} is named after no one thing`);
    if (!MEASURED.test(file.path)) return problems;
    const most = name === 'route.ts' ? MOST_ROUTE_LINES : MOST_LINES;
    const lines = countLines(file.text);
    if (lines > most) problems.push(`${file.path} has ${lines} lines, ${most} at most`);
    return [...problems, ...checkFunctions(file)];
  });
}
