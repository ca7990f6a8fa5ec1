'use client';

import './markdown.css';
import { useMemo } from 'react';
import { useBlocks } from '@/lib/client/markdown/use-blocks';
import { useHiddenGroups } from '@/lib/client/markdown/use-hidden-groups';
import { BlockGroup, GroupPlace } from './block-group';

/** Blocks that are mounted in one go. */
const GROUP_BLOCKS = 8;

type MarkdownProps = {
  /** Markdown as a model wrote it; never trusted. */
  text: string;
  /** The text still grows: its last block is completed for showing, and ends in a caret. */
  isStreaming: boolean;
};

/**
 * An answer: GitHub's Markdown, formulas, coloured code. No HTML of the text is ever run, no picture
 * it names is loaded. Each block is parsed alone and, once finished, never again while the rest
 * streams. A long answer that is finished is mounted bit by bit. Heavy: to be loaded when the first
 * answer is shown.
 */
export default function Markdown({ text, isStreaming }: MarkdownProps) {
  const { blocks, definitions } = useBlocks(text);
  const groups = useMemo(() => {
    const count = Math.ceil(blocks.length / GROUP_BLOCKS);
    return Array.from({ length: count }, (_, index) =>
      blocks.slice(index * GROUP_BLOCKS, (index + 1) * GROUP_BLOCKS),
    );
  }, [blocks]);
  const hidden = useHiddenGroups(groups.length, isStreaming);
  return (
    <div className="space-y-4 [overflow-wrap:break-word]">
      {groups.map((group, index) =>
        index >= hidden.start && index < hidden.end ? (
          <GroupPlace key={group[0]?.start} blocks={group} />
        ) : (
          <BlockGroup
            key={group[0]?.start}
            blocks={group}
            definitions={definitions}
            isWriting={isStreaming && index === groups.length - 1}
          />
        ),
      )}
    </div>
  );
}
