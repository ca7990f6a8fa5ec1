import 'server-only';
import type { Chunk } from '@/lib/domain/generation/chunk';
import type { GenerationId } from '@/lib/domain/ids';
import { createReaders, MAX_READER_LAG_BYTES, type Reader } from './readers';

const encoder = new TextEncoder();
const DONE = encoder.encode('data: [DONE]\n\n');

/** Chunks of one generation, numbered from 1, for any number of readers at any place. */
export type ChunkLog = {
  /** Adds the next chunk and sends it to every reader. */
  append(chunk: Chunk): void;
  /** No more chunks: readers get the end sign. */
  end(): void;
  /**
   * The frames after a number, as server-sent events: what is there at once, then what comes.
   *
   * @param after - Number of the last chunk the reader has; 0 for all.
   */
  read(after: number): ReadableStream<Uint8Array>;
};

/** One event: the number as its id, so that a reader can say where it was. */
function toFrame(generationId: GenerationId, sequence: number, chunk: Chunk): Uint8Array {
  return encoder.encode(`id: ${generationId}:${sequence}\ndata: ${JSON.stringify(chunk)}\n\n`);
}

/** Makes the log of a generation, in the memory of this process. */
export function createChunkLog(generationId: GenerationId): ChunkLog {
  const frames: Uint8Array[] = [];
  const readers = createReaders();
  let isEnded = false;

  return {
    append(chunk) {
      const frame = toFrame(generationId, frames.length + 1, chunk);
      frames.push(frame);
      readers.send(frame);
    },
    end() {
      isEnded = true;
      readers.end(DONE);
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
            controller.enqueue(DONE);
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
