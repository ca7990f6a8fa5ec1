import 'server-only';
import { KEEP_ALIVE_FRAME, KEEP_ALIVE_INTERVAL_MS } from './frame';

/** Bytes that a reader may be behind before it is let go; it resumes where it was. */
export const MAX_READER_LAG_BYTES = 256 * 1024;

/** The writing end of one reader's stream. */
export type Reader = ReadableStreamDefaultController<Uint8Array>;

/** Those who follow a chunk log now; each gets every frame and a sign of life in between. */
export function createReaders() {
  const readers = new Set<Reader>();
  let beat: ReturnType<typeof setInterval> | undefined;

  const remove = (reader: Reader) => {
    readers.delete(reader);
    if (readers.size === 0) clearInterval(beat);
  };
  const send = (frame: Uint8Array) => {
    for (const reader of readers) {
      reader.enqueue(frame);
      if ((reader.desiredSize ?? 0) > 0) continue;
      remove(reader);
      reader.close();
    }
  };
  return {
    send,
    remove,
    add(reader: Reader): void {
      if (readers.size === 0) {
        beat = setInterval(() => send(KEEP_ALIVE_FRAME), KEEP_ALIVE_INTERVAL_MS);
        beat.unref();
      }
      readers.add(reader);
    },
    /** Sends a last frame and closes all. */
    end(frame: Uint8Array): void {
      clearInterval(beat);
      for (const reader of readers) {
        reader.enqueue(frame);
        reader.close();
      }
      readers.clear();
    },
  };
}
