import type { MarkdownNode } from './markdown-node';
import { mathsSyntax } from './maths-syntax';

/** What mdast-util-from-markdown gives its handlers; only what is used here. */
type Compiler = {
  readonly stack: MarkdownNode[];
  enter(node: MarkdownNode, token: unknown): void;
  exit(token: unknown): void;
  sliceSerialize(token: unknown): string;
};

function enterMaths(this: Compiler, token: unknown): void {
  this.enter({ type: 'maths' }, token);
}

function exitMathsText(this: Compiler, token: unknown): void {
  const node = this.stack.at(-1);
  const source = this.sliceSerialize(token);
  this.exit(token);
  if (!node) return;
  const tex = texOf(source);
  Object.assign(
    node,
    tex === null ? { type: 'text', value: source } : formula('span', source, tex),
  );
}

function exitMathsFlow(this: Compiler, token: unknown): void {
  const node = this.stack.at(-1);
  const source = this.sliceSerialize(token);
  this.exit(token);
  if (!node) return;
  const tex = texOf(source);
  const asText = { type: 'paragraph', children: [{ type: 'text', value: source }] };
  Object.assign(node, tex === null ? asText : formula('div', source, tex));
}

/** The TeX between the delimiters; `null` where they are not closed or hold nothing. */
function texOf(source: string): string | null {
  const trimmed = source.trim();
  const closer = trimmed.startsWith('$$') ? '$$' : trimmed.startsWith('\\(') ? '\\)' : '\\]';
  if (trimmed.length < 4 || !trimmed.endsWith(closer)) return null;
  return trimmed.slice(2, -2).trim() || null;
}

function formula(hName: 'span' | 'div', source: string, tex: string): Partial<MarkdownNode> {
  const dataMaths = source.startsWith('\\(') ? 'inline' : 'display';
  return { data: { hName, hProperties: { dataMaths }, hChildren: [{ type: 'text', value: tex }] } };
}

const fromMarkdown = {
  enter: { mathsText: enterMaths, mathsFlow: enterMaths },
  exit: { mathsText: exitMathsText, mathsFlow: exitMathsFlow },
};

/** A unified processor's store of syntax extensions. */
type ProcessorData = { micromarkExtensions?: unknown[]; fromMarkdownExtensions?: unknown[] };

/**
 * Reads formulas into `span` or `div` elements with `data-maths`, which the page typesets.
 * Not remark-math: that takes every `$`, knows no `\(` and `\[`, and loses what stands on the
 * opening line of a `$$` block.
 */
export function remarkMaths(this: { data(): object }): void {
  const data: ProcessorData = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), mathsSyntax];
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), fromMarkdown];
}
