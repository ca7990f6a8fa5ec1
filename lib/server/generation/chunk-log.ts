import 'server-only';
import type { Chunk } from '@/lib/domain/generation/chunk';
import type { GenerationId } from '@/lib/domain/ids';

/** Bytes that a reader may be behind before it is let go; it resumes where it was. */
const MAX_READER_LAG_BYTES = 256 * 1024;
/** A sign of life for proxies that close silent connections. */
const BEAT_INTERVAL_MS = 15_000;

const encoder = new TextEncoder();
const BEAT = encoder.encode(': beat\n\n');
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

type Controller = ReadableStreamDefaultController<Uint8Array>;

/** One event: the number as its id, so that a reader can say where it was. */
function toFrame(generationId: GenerationId, sequence: number, chunk: Chunk): Uint8Array {
  return encoder.encode(`id: ${generationId}:${sequence}\ndata: ${JSON.stringify(chunk)}\n\n`);
}

/** Makes the log of a generation, in the memory of this process. */
export function createChunkLog(generationId: GenerationId): ChunkLog {
  const frames: Uint8Array[] = [];
  const readers = new Set<Controller>();
  let isEnded = false;
  let beat: ReturnType<typeof setInterval> | undefined;

  const drop = (reader: Controller) => {
    readers.delete(reader);
    if (readers.size === 0) clearInterval(beat);
  };
  const send = (reader: Controller, frame: Uint8Array) => {
    reader.enqueue(frame);
    if ((reader.desiredSize ?? 0) > 0) return;
    drop(reader);
    reader.close();
  };
  const follow = (reader: Controller) => {
    if (readers.size === 0) {
      beat = setInterval(() => {
        for (const each of readers) send(each, BEAT);
      }, BEAT_INTERVAL_MS);
      beat.unref();
    }
    readers.add(reader);
  };

  return {
    append(chunk) {
      const frame = toFrame(generationId, frames.length + 1, chunk);
      frames.push(frame);
      for (const reader of readers) send(reader, frame);
    },
    end() {
      isEnded = true;
      clearInterval(beat);
      for (const reader of readers) {
        reader.enqueue(DONE);
        reader.close();
      }
      readers.clear();
    },
    read(after) {
      const replay = Buffer.concat(frames.slice(after));
      let own: Controller | undefined;
      return new ReadableStream<Uint8Array>(
        {
          start(controller) {
            own = controller;
            if (replay.length > 0) controller.enqueue(replay);
            if (!isEnded) return follow(controller);
            controller.enqueue(DONE);
            controller.close();
          },
          cancel() {
            if (own) drop(own);
          },
        },
        { highWaterMark: MAX_READER_LAG_BYTES + replay.length, size: (frame) => frame.byteLength },
      );
    },
  };
}
