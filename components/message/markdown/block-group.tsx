import { memo } from 'react';
import type { Block } from '@/lib/domain/markdown/block';
import { type Definition, definitionsFor } from '@/lib/domain/markdown/definitions';
import { MarkdownBlock } from './markdown-block';

type BlockGroupProps = {
  blocks: readonly Block[];
  definitions: readonly Definition[];
  /** Its last block is the last of a text that still grows. */
  isWriting: boolean;
};

function isSameGroup(one: BlockGroupProps, other: BlockGroupProps): boolean {
  return (
    one.isWriting === other.isWriting &&
    one.definitions === other.definitions &&
    one.blocks.length === other.blocks.length &&
    one.blocks.every((block, index) => block === other.blocks[index])
  );
}

/** Some blocks that follow each other. With the same blocks it is not rendered again. */
export const BlockGroup = memo(function BlockGroup(props: BlockGroupProps) {
  const { blocks, definitions, isWriting } = props;
  return (
    <div className="space-y-4 empty:hidden">
      {blocks.map((block, index) => (
        <MarkdownBlock
          key={block.start}
          block={block}
          definitions={block.kind === 'text' ? definitionsFor(block.source, definitions) : ''}
          isWriting={isWriting && index === blocks.length - 1}
        />
      ))}
    </div>
  );
}, isSameGroup);

/** About what a block takes, in pixels: a line, how many characters fill one, and what is between blocks. */
const LINE = 27;
const LINE_CHARACTERS = 70;
const BETWEEN = 16;

/** Stands in the place of blocks that are not mounted yet. */
export function GroupPlace({ blocks }: { blocks: readonly Block[] }) {
  const height = blocks.reduce(
    (sum, { source }) => sum + Math.ceil(source.length / LINE_CHARACTERS) * LINE + BETWEEN,
    0,
  );
  return <div aria-hidden data-anchor="" style={{ height }} />;
}
