import 'server-only';
import type { GenerationId } from '@/lib/domain/ids';
import type { ChunkBatch, GenerationStore } from '../generation-store/generation-store';
import type { Logger } from '../logger';

/** Chunks wait that long for others, in milliseconds: one commit serves all answers of the process. */
const COMMIT_INTERVAL_MS = 200;
/** After a commit that failed the next one is tried that much later, in milliseconds. */
const RETRY_INTERVAL_MS = 1000;

type Pending = { readonly first: number; readonly chunks: string[] };

/** Stores the chunks of all generations of this process, in groups. */
export type ChunkCommitter = {
  /** Takes a chunk; it is stored a moment later. */
  add(id: GenerationId, sequence: number, chunk: string): void;
  /** Gives back what is not stored of a generation, and takes no more of it. */
  withdraw(id: GenerationId): Promise<ChunkBatch | null>;
  /** Stores what is there now. */
  flush(): Promise<void>;
};

/** What was pending before and what came since, of each generation in its order. */
function join(earlier: Map<GenerationId, Pending>, later: ReadonlyMap<GenerationId, Pending>) {
  for (const [id, batch] of later) {
    const known = earlier.get(id);
    if (known) known.chunks.push(...batch.chunks);
    else earlier.set(id, batch);
  }
  return earlier;
}

type Dependencies = {
  readonly store: GenerationStore;
  readonly logger: Logger;
  /** A generation is not this process's own any more. */
  onLost(id: GenerationId): void;
};

/** Stores batches at once; `false` when the store did not take them. */
async function tryToStore(
  taken: ReadonlyMap<GenerationId, Pending>,
  { store, logger, onLost }: Dependencies,
): Promise<boolean> {
  const batches = [...taken].map(([generationId, batch]) => ({ generationId, ...batch }));
  try {
    for (const id of await store.append(batches)) onLost(id);
    return true;
  } catch (error) {
    logger.error('commit-failed', { reason: String(error) });
    return false;
  }
}

/** Makes the committer. While the store cannot be written, chunks are kept and tried again. */
export function createChunkCommitter(dependencies: Dependencies): ChunkCommitter {
  let pending = new Map<GenerationId, Pending>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The commit under way, with what it carries. */
  let current: { readonly taken: ReadonlyMap<GenerationId, Pending>; done: Promise<void> } | null =
    null;
  /** The one that begins when that has ended; whoever asks meanwhile is served by it. */
  let queued: Promise<void> | null = null;

  const schedule = (delay: number) => {
    timer ??= setTimeout(() => void flush(), delay);
  };
  const write = async (taken: Map<GenerationId, Pending>) => {
    if (!(await tryToStore(taken, dependencies))) {
      pending = join(taken, pending);
      schedule(RETRY_INTERVAL_MS);
    }
    current = null;
  };
  const commit = async () => {
    queued = null;
    if (pending.size === 0) return;
    const taken = pending;
    pending = new Map();
    current = { taken, done: write(taken) };
    await current.done;
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    // One at a time: a later chunk is never stored before an earlier one.
    if (!current) return commit();
    queued ??= current.done.then(commit);
    return queued;
  };

  return {
    add(id, sequence, chunk) {
      pending = join(pending, new Map([[id, { first: sequence, chunks: [chunk] }]]));
      schedule(COMMIT_INTERVAL_MS);
    },
    async withdraw(id) {
      while (current?.taken.has(id)) await current.done;
      const batch = pending.get(id);
      pending.delete(id);
      return batch ? { generationId: id, ...batch } : null;
    },
    flush,
  };
}
