import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ProviderEvent } from '../provider';
import type { AnswerDecoder } from './answer-decoder';

/** Kept open that long after the last event, so that the connection can serve the next request. */
const DRAIN_MS = 1_000;

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** Reads what is left of a finished answer, mostly nothing; closes the connection if more is coming. */
async function drain(reader: Reader, close: () => void): Promise<void> {
  const timer = setTimeout(close, DRAIN_MS);
  timer.unref();
  try {
    while (!(await reader.read()).done);
  } catch {
    // The answer is complete; how its connection ends concerns nobody.
  } finally {
    clearTimeout(timer);
  }
}

export type BodyWatch = {
  readonly sawLife: () => void;
  readonly expectEnd: () => void;
  /** Ends watching; the connection may be kept for the next request. */
  readonly end: () => void;
  /** Closes the connection at once. */
  readonly close: () => void;
};

function toBreak(thrown: unknown, connection: string): AppError {
  if (thrown instanceof AppError) return thrown;
  const reason = thrown instanceof Error ? thrown.name : 'unknown';
  return new AppError('upstream-cut', { connection }, { cause: new Error(reason) });
}

/**
 * Reads an answer's body through a decoder. Closes the connection at once when the reader goes away.
 *
 * @param signal - The asker's; after it aborts nothing more comes.
 */
export async function* decodeBody(
  body: ReadableStream<Uint8Array>,
  decoder: AnswerDecoder,
  options: { connection: string; signal: AbortSignal; watch: BodyWatch },
): AsyncGenerator<ProviderEvent, void, undefined> {
  const { signal, watch } = options;
  const reader = body.getReader();
  let isComplete = false;
  try {
    while (!decoder.isOver) {
      const events = await readNext(reader, decoder, options);
      for (const event of events) {
        if (signal.aborted) return;
        isComplete = event.type === 'finish';
        yield event;
      }
      if (signal.aborted) return;
      if (decoder.isFinishing) watch.expectEnd();
    }
  } finally {
    if (isComplete && !signal.aborted) {
      watch.end();
      void drain(reader, watch.close);
    } else {
      watch.close();
    }
  }
}

async function readNext(
  reader: Reader,
  decoder: AnswerDecoder,
  { connection, watch }: { connection: string; watch: BodyWatch },
): Promise<ProviderEvent[]> {
  try {
    const { done, value } = await reader.read();
    if (done) return decoder.end();
    watch.sawLife();
    return decoder.push(value);
  } catch (thrown) {
    return decoder.breakOff(toBreak(thrown, connection));
  }
}
