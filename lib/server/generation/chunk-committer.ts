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
  /** Takes back what was withdrawn, and tries to store it now. */
  giveBack(batch: ChunkBatch): Promise<void>;
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

/** Runs something one at a time: all who ask while it runs are served by one more run behind it. */
function oneAtATime(run: () => Promise<void>) {
  let running: Promise<void> | null = null;
  let queued: Promise<void> | null = null;
  const begin = () => {
    queued = null;
    running = run().finally(() => {
      running = null;
    });
    return running;
  };
  return {
    ask(): Promise<void> {
      if (!running) return begin();
      queued ??= running.then(begin);
      return queued;
    },
    /** Resolves when what runs now has ended. */
    settled: async () => running ?? undefined,
  };
}

/** Makes the committer. While the store cannot be written, chunks are kept and tried again. */
export function createChunkCommitter(dependencies: Dependencies): ChunkCommitter {
  let pending = new Map<GenerationId, Pending>();
  /** What the commit under way carries. */
  let taken = new Map<GenerationId, Pending>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const schedule = (delay: number) => {
    timer ??= setTimeout(() => void flush(), delay);
  };
  // One at a time: a later chunk is never stored before an earlier one.
  const commit = oneAtATime(async () => {
    if (pending.size === 0) return;
    taken = pending;
    pending = new Map();
    if (!(await tryToStore(taken, dependencies))) {
      pending = join(taken, pending);
      schedule(RETRY_INTERVAL_MS);
    }
    taken = new Map();
  });
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    return commit.ask();
  };

  return {
    add(id, sequence, chunk) {
      pending = join(pending, new Map([[id, { first: sequence, chunks: [chunk] }]]));
      schedule(COMMIT_INTERVAL_MS);
    },
    async withdraw(id) {
      while (taken.has(id)) await commit.settled();
      const batch = pending.get(id);
      pending.delete(id);
      return batch ? { generationId: id, ...batch } : null;
    },
    giveBack({ generationId, first, chunks }) {
      pending = join(new Map([[generationId, { first, chunks: [...chunks] }]]), pending);
      return flush();
    },
    flush,
  };
}
