import type { MarkdownNode } from './markdown-node';

const FLOW_PARENTS: ReadonlySet<string> = new Set(['root', 'blockquote', 'listItem']);

/**
 * Brings the tree to what the page may show, losing no text: HTML becomes text (`<br>` a line
 * break), footnotes become marked paragraphs, pictures leave the links around them.
 *
 * @param options.prefixLength - Length of the definitions put before the block; they are not shown.
 */
export function remarkPlain(options: { readonly prefixLength: number }) {
  return (tree: MarkdownNode): void => {
    tree.children = (tree.children ?? []).filter(
      (node) =>
        node.type === 'definition' ||
        (node.position?.end.offset ?? Infinity) > options.prefixLength,
    );
    tidy(tree);
  };
}

function tidy(parent: MarkdownNode): void {
  if (!parent.children) return;
  for (const child of parent.children) tidy(child);
  parent.children = parent.children.flatMap((child) => {
    if (child.type === 'html') return [htmlAsText(child.value ?? '', parent)];
    if (child.type === 'footnoteReference') return [mark(child)];
    if (child.type === 'footnoteDefinition') return footnoteAsParagraphs(child);
    if (child.type === 'link' || child.type === 'linkReference') {
      return [child, ...takePictures(child)];
    }
    return [child];
  });
}

function htmlAsText(value: string, parent: MarkdownNode): MarkdownNode {
  const text: MarkdownNode = { type: 'text', value };
  if (FLOW_PARENTS.has(parent.type)) return { type: 'paragraph', children: [text] };
  return /^<br\s*\/?>$/i.test(value) ? { type: 'break' } : text;
}

function mark(note: MarkdownNode): MarkdownNode {
  const value = `[${note.label ?? note.identifier ?? ''}]`;
  return { type: 'mark', children: [{ type: 'text', value }], data: { hName: 'sup' } };
}

function footnoteAsParagraphs(note: MarkdownNode): MarkdownNode[] {
  const [first, ...rest] = note.children ?? [];
  const space: MarkdownNode = { type: 'text', value: ' ' };
  if (first?.type === 'paragraph') {
    return [{ ...first, children: [mark(note), space, ...(first.children ?? [])] }, ...rest];
  }
  return [{ type: 'paragraph', children: [mark(note)] }, ...(note.children ?? [])];
}

/** Replaces the pictures in a link by their description and gives them back. */
function takePictures(parent: MarkdownNode): MarkdownNode[] {
  if (!parent.children) return [];
  const taken: MarkdownNode[] = [];
  parent.children = parent.children.map((child) => {
    taken.push(...takePictures(child));
    if (child.type !== 'image' && child.type !== 'imageReference') return child;
    taken.push(child);
    return { type: 'text', value: child.alt ?? '' };
  });
  return taken;
}
