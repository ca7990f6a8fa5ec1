import type { ParseAnswer, ParseRequest } from './parse-protocol';
import { toElementTree } from './to-element-tree';

const answer = (message: ParseAnswer) => self.postMessage(message);

self.onmessage = ({ data: { id, block } }: MessageEvent<ParseRequest>) => {
  try {
    answer({ type: 'parsed', id, tree: toElementTree(block) });
  } catch {
    // The page shows it as it was written.
    answer({ type: 'parsed', id, tree: null });
  }
};
answer({ type: 'ready' });
