import 'server-only';
import type { Chunk } from '@/lib/domain/generation/chunk';
import type { GenerationId } from '@/lib/domain/ids';
import { DONE_FRAME, toFrame } from './frame';
import { createReaders, MAX_READER_LAG_BYTES, type Reader } from './readers';

/** Where a log's chunks are stored; see `ChunkCommitter`. */
export type ChunkSink = { add(id: GenerationId, sequence: number, chunk: string): void };

/** Chunks of one generation, numbered from 1, for any number of readers at any place. */
export type ChunkLog = {
  readonly generationId: GenerationId;
  /** How many there are. */
  length(): number;
  /** Adds the next chunk and sends it to every reader. */
  append(chunk: Chunk): void;
  /** Chunks that come after this are stored by somebody else. */
  detach(): void;
  /** No more chunks: readers get the end sign. */
  end(): void;
  /**
   * The frames after a number, as server-sent events: what is there at once, then what comes.
   *
   * @param after - Number of the last chunk the reader has; 0 for all.
   */
  read(after: number): ReadableStream<Uint8Array>;
};

/** Makes the log of a generation, in the memory of this process. */
export function createChunkLog(generationId: GenerationId, sink?: ChunkSink): ChunkLog {
  const frames: Uint8Array[] = [];
  const readers = createReaders();
  let isEnded = false;
  let attached = sink;

  return {
    generationId,
    length: () => frames.length,
    append(chunk) {
      const text = JSON.stringify(chunk);
      const frame = toFrame(generationId, frames.length + 1, text);
      frames.push(frame);
      attached?.add(generationId, frames.length, text);
      readers.send(frame);
    },
    detach() {
      attached = undefined;
    },
    end() {
      isEnded = true;
      readers.end(DONE_FRAME);
    },
    read(after) {
      const replay = Buffer.concat(frames.slice(after));
      let own: Reader | undefined;
      return new ReadableStream<Uint8Array>(
        {
          start(controller) {
            own = controller;
            if (replay.length > 0) controller.enqueue(replay);
            if (!isEnded) return readers.add(controller);
            controller.enqueue(DONE_FRAME);
            controller.close();
          },
          cancel() {
            if (own) readers.remove(own);
          },
        },
        { highWaterMark: MAX_READER_LAG_BYTES + replay.length, size: (frame) => frame.byteLength },
      );
    },
  };
}
