import 'server-only';
import type { GenerationId } from '@/lib/domain/ids';
import type { Actor } from '../actor';
import type { GenerationSignals } from '../generation-store/generation-signals';
import type { GenerationStore } from '../generation-store/generation-store';
import { DONE_FRAME, KEEP_ALIVE_FRAME, KEEP_ALIVE_INTERVAL_MS, toFrame } from './frame';

/** Without news the store is asked again after that many milliseconds. */
const ASK_INTERVAL_MS = 500;
/** Where news come by themselves, it is asked all the same: one may have been lost. */
const SAFETY_INTERVAL_MS = 5_000;

/** How the chunk begins that ends an answer. */
const LAST_CHUNK = /^\{"type":"(finish|abort|error)"/;

type Followed = { readonly actor: Actor; readonly id: GenerationId; readonly after: number };
type Dependencies = { readonly store: GenerationStore; readonly signals: GenerationSignals };

/** Resolves at the next news of a generation, or when it is time to ask or to give a sign of life. */
function createWaiter(id: GenerationId, signals: GenerationSignals) {
  let hasNews = false;
  let wake = () => {};
  const unsubscribe = signals.onNews((newsId) => {
    if (newsId !== id) return;
    hasNews = true;
    wake();
  });
  return {
    async next(): Promise<void> {
      if (!hasNews) {
        await new Promise<void>((resolve) => {
          const limit = signals.isListening() ? SAFETY_INTERVAL_MS : ASK_INTERVAL_MS;
          const timer = setTimeout(resolve, limit);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      hasNews = false;
    },
    /** Ends a wait under way; later news wake nobody. */
    close(): void {
      unsubscribe();
      wake();
    },
  };
}

/** Makes frames of what is stored, each number once. */
function createFrameReader(store: GenerationStore, { actor, id, after }: Followed) {
  let last = after;
  let hasEnd = false;
  return async () => {
    const { batches, isEnded } = await store.readChunks(actor, id, last);
    const frames: Uint8Array[] = [];
    for (const { first, chunks } of batches) {
      // A gap: what lies between is not there any more, and a reader must not be told the rest.
      if (first > last + 1) return { frames, isEnded: true, isComplete: false };
      for (const [index, chunk] of chunks.entries()) {
        if (first + index <= last) continue;
        last = first + index;
        hasEnd = LAST_CHUNK.test(chunk);
        frames.push(toFrame(id, last, chunk));
      }
    }
    // A log that was cleared before it was read to its end is not told as complete.
    return { frames, isEnded, isComplete: isEnded && hasEnd };
  };
}

/**
 * Follows a generation that runs at another process, through the store: the frames after a number, as
 * server-sent events. A reader that is slow is served as fast as it reads.
 */
export function followStored(
  { store, signals }: Dependencies,
  { actor, id, after }: Followed,
): ReadableStream<Uint8Array> {
  const waiter = createWaiter(id, signals);
  let isCancelled = false;
  let lastSentAt = performance.now();
  const readFrames = createFrameReader(store, { actor, id, after });

  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      while (!isCancelled) {
        const { frames, isEnded, isComplete } = await readFrames().catch((error: unknown) => {
          // An errored stream is cancelled by nobody: the reader comes again by itself.
          waiter.close();
          throw error;
        });
        // The reader may have gone while the store was asked.
        if (isCancelled) return;
        if (frames.length > 0) controller.enqueue(Buffer.concat(frames));
        if (isEnded) {
          waiter.close();
          if (isComplete) controller.enqueue(DONE_FRAME);
          controller.close();
          return;
        }
        const now = performance.now();
        const needsBeat = now - lastSentAt >= KEEP_ALIVE_INTERVAL_MS;
        if (frames.length > 0 || needsBeat) lastSentAt = now;
        if (frames.length > 0) return;
        if (needsBeat) return controller.enqueue(KEEP_ALIVE_FRAME);
        await waiter.next();
      }
    },
    cancel() {
      isCancelled = true;
      waiter.close();
    },
  });
}
