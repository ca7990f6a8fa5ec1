import 'client-only';
import { useState } from 'react';
import { type Blocks, splitBlocks } from '@/lib/domain/markdown/split-blocks';

/**
 * The blocks of a growing text. Finished blocks stay the same objects from render to render, so
 * that what shows them is not rendered again.
 */
export function useBlocks(text: string): Blocks {
  const [blocks, setBlocks] = useState(() => splitBlocks(null, text));
  if (blocks.text === text) return blocks;
  const next = splitBlocks(blocks, text);
  setBlocks(next);
  return next;
}
