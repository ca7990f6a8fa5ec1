'use client';

import './markdown.css';
import { useBlocks } from '@/lib/client/markdown/use-blocks';
import { MarkdownBlock } from './markdown-block';

type MarkdownProps = {
  /** Markdown as a model wrote it; never trusted. */
  text: string;
  /** The text still grows: its last block is completed for showing, and ends in a caret. */
  isStreaming: boolean;
};

/**
 * An answer: GitHub's Markdown, formulas, coloured code. No HTML of the text is ever run, no picture
 * it names is loaded. Each block is parsed alone and, once finished, never again while the rest
 * streams. Heavy: to be loaded when the first answer is shown.
 */
export default function Markdown({ text, isStreaming }: MarkdownProps) {
  const { blocks, definitions } = useBlocks(text);
  return (
    <div className="space-y-4 [overflow-wrap:break-word]">
      {blocks.map((block, index) => (
        <MarkdownBlock
          key={block.start}
          block={block}
          definitions={definitions}
          isWriting={isStreaming && index === blocks.length - 1}
        />
      ))}
    </div>
  );
}
