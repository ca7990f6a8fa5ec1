/** A node of an HTML syntax tree (hast), as far as our plugins and components read it. */
export type ElementNode = {
  readonly type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: ElementNode[];
};

export type AnswerOptions = {
  /** Level of the block's heading. Others, within lists and quotes, are put one level down. */
  readonly headingLevel?: number | undefined;
  /** Number the first ordered list begins with, where the list was cut in two. */
  readonly ordinal?: number | undefined;
  /** A caret stands after the last word. */
  readonly hasCaret: boolean;
};

/** Elements whose last line the caret can follow. */
const CARET_PARENTS: ReadonlySet<string> = new Set(
  'p li ul ol blockquote strong em del a h2 h3 h4 h5 h6'.split(' '),
);

/** Fits a block's elements into the answer: heading levels, list numbers, the caret. */
export function rehypeAnswer(options: AnswerOptions) {
  return (tree: ElementNode): void => {
    demoteHeadings(tree, options.headingLevel);
    const list = tree.children?.find((child) => child.tagName === 'ol');
    if (list && options.ordinal !== undefined) {
      list.properties = { ...list.properties, start: options.ordinal };
    }
    if (options.hasCaret) addCaret(tree);
  };
}

/** The page keeps its one level 1. */
function demoteHeadings(node: ElementNode, level: number | undefined): void {
  for (const child of node.children ?? []) {
    const depth = Number(/^h([1-6])$/.exec(child.tagName ?? '')?.[1] ?? 0);
    if (depth > 0) {
      child.tagName = `h${level ?? Math.min(6, depth + 1)}`;
      child.properties = { ...child.properties, dataDepth: String(depth) };
    }
    demoteHeadings(child, undefined);
  }
}

function addCaret(node: ElementNode): void {
  const last = node.children?.findLast((child) => child.type !== 'text' || child.value?.trim());
  if (last && CARET_PARENTS.has(last.tagName ?? '')) {
    addCaret(last);
    return;
  }
  const isInText = node.tagName !== undefined && node.tagName !== 'ul' && node.tagName !== 'ol';
  if (!isInText) return;
  node.children = [
    ...(node.children ?? []),
    { type: 'element', tagName: 'span', properties: { dataCaret: '' }, children: [] },
  ];
}

/** All text of a node; a line break is a new line, a formula its TeX. */
export function textOf(node: ElementNode | undefined): string {
  if (!node) return '';
  if (node.type === 'text') return node.value ?? '';
  return node.tagName === 'br' ? '\n' : (node.children ?? []).map(textOf).join('');
}

/** The cells of a table as text, head first. */
export function rowsOf(table: ElementNode | undefined): string[][] {
  return elementsIn(table, 'tr').map((row) =>
    (row.children ?? []).filter((cell) => /^t[hd]$/.test(cell.tagName ?? '')).map(textOf),
  );
}

function elementsIn(node: ElementNode | undefined, tagName: string): ElementNode[] {
  if (node?.tagName === tagName) return [node];
  return (node?.children ?? []).flatMap((child) => elementsIn(child, tagName));
}
