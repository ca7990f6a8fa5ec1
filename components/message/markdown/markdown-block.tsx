import { clsx } from 'clsx';
import { memo, useEffect, useState } from 'react';
import { useCalmText } from '@/lib/client/markdown/use-calm-text';
import type { Block } from '@/lib/domain/markdown/block';
import { holdsOnlyDefinitions } from '@/lib/domain/markdown/definitions';
import { isCostly, LIGHT_LIMITS } from '@/lib/domain/markdown/is-costly';
import { readMathsBlock } from '@/lib/domain/markdown/maths-delimiter';
import { readFence } from '@/lib/domain/markdown/read-fence';
import { repairTail } from '@/lib/domain/markdown/repair-tail';
import { BlockBoundary } from './block-boundary';
import { CodeBlock } from './code-block';
import { Formula } from './formula';
import { HeavyText } from './heavy-text';
import type { BlockSource } from './parse-protocol';
import { ParsedText } from './parsed-text';
import { PlainText, SourceText } from './plain-text';
import { prepareParse } from './request-parse';
import { WritingContext } from './writing-context';

type MarkdownBlockProps = {
  block: Block;
  /** Definitions of the text that this block refers to, as Markdown. */
  definitions: string;
  /** It is the last block of a text that still grows. */
  isWriting: boolean;
};

/** One top-level block. With the same properties it is not rendered again. */
export const MarkdownBlock = memo(function MarkdownBlock(props: MarkdownBlockProps) {
  const { block, isWriting } = props;
  return (
    <WritingContext value={isWriting}>
      <div
        data-anchor=""
        className={clsx('empty:hidden [&>*+*]:mt-3', block.continuesList && '-mt-3')}
      >
        <BlockBoundary fallback={<PlainText source={block.source} />}>
          <BlockContent {...props} />
        </BlockBoundary>
      </div>
    </WritingContext>
  );
});

function BlockContent(props: MarkdownBlockProps) {
  const { block, isWriting } = props;
  if (block.kind === 'code') return <CodeBlock {...readFence(block.source)} />;
  if (block.kind === 'maths') return <MathsContent source={block.source} />;
  if (!isWriting && holdsOnlyDefinitions(block)) return null;
  return <TextContent {...props} />;
}

/** Where there are no workers, as on the server, everything is parsed at once. */
const HAS_WORKERS = typeof Worker !== 'undefined';

function TextContent({ block, definitions, isWriting }: MarkdownBlockProps) {
  const source = useCalmText(block.source, isWriting);
  const parsed: BlockSource = {
    source: isWriting ? repairTail(source) : source,
    definitions,
    headingLevel: block.headingLevel,
    ordinal: block.ordinal,
    hasCaret: isWriting,
  };
  const isLight = !HAS_WORKERS || !isCostly(source, LIGHT_LIMITS);
  const [lastLight, setLastLight] = useState<BlockSource | null>(null);
  // While a growing block waits for the worker for the first time it stays as it was shown last.
  if (isLight && isWriting && lastLight?.source !== parsed.source) setLastLight(parsed);
  const isGrowing = HAS_WORKERS && isWriting;
  useEffect(() => {
    // One that would be too heavy for the page if it were twice as long soon is.
    if (isGrowing) prepareParse(() => isCostly(source.repeat(2), LIGHT_LIMITS));
  }, [isGrowing, source]);
  if (isCostly(source)) return <PlainText source={source} />;
  if (isLight) return <ParsedText {...parsed} />;
  return (
    <HeavyText block={parsed}>
      {lastLight ? <ParsedText {...lastLight} /> : <SourceText source={source} />}
    </HeavyText>
  );
}

/** A formula on lines of its own; while it is not closed, its source. */
function MathsContent({ source }: { source: string }) {
  const formula = readMathsBlock(source);
  if (!formula) return <p className="whitespace-pre-wrap font-mono text-sm">{source.trim()}</p>;
  return (
    <div className="flex items-baseline justify-center gap-1">
      <div className="min-w-0">
        <Formula tex={formula.tex} isDisplay />
      </div>
      {formula.after}
    </div>
  );
}
