import type { ChunkMetadata } from './chunk';

/** What an answer that has not ended is doing; at `approval` it waits for a person. */
export type Phase = 'queued' | 'waiting' | 'approval' | 'thinking' | 'writing';

/** Parts after which the model is yet to say something. */
const SILENT: ReadonlySet<string> = new Set(['step', 'step-start', 'tool', 'dynamic-tool']);

/** What an answer that has not ended is doing, by what has come of it. */
export function phaseOf(
  parts: readonly { readonly type: string }[],
  { queue, status }: ChunkMetadata,
): Phase {
  if (status === 'waiting') return 'approval';
  if (queue) return 'queued';
  const last = parts.at(-1);
  if (!last || SILENT.has(last.type)) return 'waiting';
  return last.type === 'reasoning' ? 'thinking' : 'writing';
}
