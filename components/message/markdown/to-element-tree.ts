import ReactMarkdown from 'react-markdown';
import { pluginsFor } from './markdown-plugins';
import type { BlockSource } from './parse-protocol';
import type { ElementNode } from './rehype-answer';

/**
 * Parses a block into a tree of elements, by the page's own renderer stopped before it makes any.
 *
 * @throws Error where the parser does, such as by an overflowing stack.
 */
export function toElementTree(block: BlockSource): ElementNode {
  const { remarkPlugins, rehypePlugins } = pluginsFor(block);
  let parsed: ElementNode = { type: 'root', children: [] };
  const take = () => (tree: ElementNode) => {
    parsed = tree;
    return { type: 'root', children: [] };
  };
  ReactMarkdown({
    children: block.definitions + block.source,
    remarkPlugins,
    rehypePlugins: [...(rehypePlugins ?? []), take],
  });
  return parsed;
}
