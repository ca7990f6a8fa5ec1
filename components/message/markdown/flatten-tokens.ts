import type { CodeToken } from './highlight-protocol';

/** A node of the highlighter's tree. */
type HighlightNode = {
  readonly type: string;
  readonly value?: string;
  readonly properties?: { readonly className?: unknown };
  readonly children?: readonly HighlightNode[];
};

/** Turns the highlighter's nested elements into a flat list; the innermost class counts. */
export function flattenTokens(
  nodes: readonly HighlightNode[],
  className: string | null,
): CodeToken[] {
  return nodes.flatMap((node): CodeToken[] => {
    if (node.type === 'text') return [[node.value ?? '', className]];
    return flattenTokens(node.children ?? [], readClass(node.properties?.className) ?? className);
  });
}

/** The first `hljs-…` class. */
function readClass(classes: unknown): string | null {
  const names: unknown[] = Array.isArray(classes) ? classes : [];
  const found = names.find((name) => typeof name === 'string' && name.startsWith('hljs-'));
  return typeof found === 'string' ? found : null;
}
