import type { ChunkMetadata } from './chunk';

/** What a running answer is doing. */
export type Phase = 'queued' | 'waiting' | 'thinking' | 'writing';

/** What a running answer is doing, by what has come of it. */
export function phaseOf(
  parts: readonly { readonly type: string }[],
  { queue }: ChunkMetadata,
): Phase {
  if (queue) return 'queued';
  const last = parts.at(-1);
  if (!last) return 'waiting';
  return last.type === 'reasoning' ? 'thinking' : 'writing';
}
