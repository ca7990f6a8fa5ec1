import { memo, useMemo } from 'react';
import ReactMarkdown from 'react-markdown';
import { readSafeLink } from '@/lib/client/markdown/safe-link';
import { pluginsFor } from './markdown-plugins';
import type { BlockSource } from './parse-protocol';
import type { ElementNode } from './rehype-answer';
import { TEXT_ELEMENTS } from './text-elements';

/** Only what a click may open survives; the elements read addresses once more. */
const keepSafeAddress = (address: string) => readSafeLink(address)?.href ?? '';

/** One block of Markdown as elements. Parses again only when one of its values changes. */
export const ParsedText = memo(function ParsedText(block: BlockSource) {
  const { source, definitions, headingLevel, ordinal, hasCaret } = block;
  const plugins = useMemo(
    () => pluginsFor({ source: '', definitions, headingLevel, ordinal, hasCaret }),
    [definitions, headingLevel, ordinal, hasCaret],
  );
  return (
    <ReactMarkdown {...plugins} components={TEXT_ELEMENTS} urlTransform={keepSafeAddress}>
      {definitions + source}
    </ReactMarkdown>
  );
});

/** A block that was parsed elsewhere, as elements. Addresses are checked here as well. */
export const ParsedTree = memo(function ParsedTree({ tree }: { tree: ElementNode }) {
  // The renderer takes addresses out of the tree it is given: it gets its own.
  const own = useMemo(() => [() => () => structuredClone(tree)], [tree]);
  return (
    <ReactMarkdown rehypePlugins={own} components={TEXT_ELEMENTS} urlTransform={keepSafeAddress}>
      {''}
    </ReactMarkdown>
  );
});
