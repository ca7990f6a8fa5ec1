import 'client-only';
import type { UIMessageChunk } from 'ai';
import { AppError } from '@/lib/domain/errors/app-error';
import { type Frame, readEventStream } from './read-event-stream';

/** Waits before a broken stream is taken up again, in milliseconds; after the last one it counts as lost. */
const RECONNECT_DELAYS_MS = [0, 500, 1_000, 2_000, 4_000, 8_000];

export type StreamBody = ReadableStream<Uint8Array>;

type Following = {
  readonly first: StreamBody;
  /** Opens the rest behind a frame; `null` when nothing runs any more. */
  resume(last: Frame | null): Promise<StreamBody | null>;
  /** Sees every frame and its chunk before the chunk is passed on. */
  onFrame(frame: Frame, chunk: UIMessageChunk): void;
  /** Told when the connection is down for more than a moment, and when it is up again. */
  onConnection(isDown: boolean): void;
  /** Told once that nothing is read any more; `isComplete` when the end sign has come. */
  onEnd(isComplete: boolean): void;
  /** Waits that many milliseconds. */
  wait(ms: number): Promise<unknown>;
  readonly signal: AbortSignal | undefined;
};

async function nextFrame(reader: ReadableStreamDefaultReader<Frame | null>) {
  try {
    return await reader.read();
  } catch {
    // A connection that breaks is the same as one that ends early: the rest is asked for.
    return { done: true, value: undefined } as const;
  }
}

/** The frames of one connection, to its end or its break. */
async function* readFrames(
  body: StreamBody,
  signal: AbortSignal | undefined,
): AsyncGenerator<Frame | null> {
  const reader = readEventStream(body).getReader();
  // Nobody reads on. A connection that is broken has nothing to cancel, and says so.
  const leave = () => void reader.cancel().catch(() => undefined);
  signal?.addEventListener('abort', leave, { once: true });
  if (signal?.aborted) leave();
  try {
    for (let next = await nextFrame(reader); !next.done; next = await nextFrame(reader)) {
      yield next.value;
    }
  } finally {
    signal?.removeEventListener('abort', leave);
    leave();
  }
}

/** Opens the rest, unless the server cannot be reached: then `undefined`, for another try. */
async function tryToResume({ resume }: Following, last: Frame | null) {
  try {
    return await resume(last);
  } catch (error) {
    if (error instanceof AppError && error.code === 'network') return undefined;
    throw error;
  }
}

/** Our own server's stream; the AI SDK checks what it uses of it. */
const chunkOf = (frame: Frame) => JSON.parse(frame.data) as UIMessageChunk;

/** Its result says whether the end sign has come. */
async function* readChunks(following: Following): AsyncGenerator<UIMessageChunk, boolean> {
  const { first, onFrame, onConnection, wait, signal } = following;
  let body: StreamBody | null | undefined = first;
  let last: Frame | null = null;
  let attempts = 0;
  while (body !== null) {
    for await (const frame of body ? readFrames(body, signal) : []) {
      if (frame === null) return true;
      if (frame.sequence <= (last?.sequence ?? 0)) continue;
      last = frame;
      attempts = 0;
      onConnection(false);
      const chunk = chunkOf(frame);
      onFrame(frame, chunk);
      yield chunk;
    }
    const delay = RECONNECT_DELAYS_MS[attempts];
    if (delay === undefined) throw new AppError('network');
    attempts += 1;
    if (delay > 0) onConnection(true);
    await wait(delay);
    if (signal?.aborted) return false;
    body = await tryToResume(following, last);
  }
  return false;
}

/** The chunks, and word of their end however it comes. */
async function* watchChunks(following: Following): AsyncGenerator<UIMessageChunk> {
  let isComplete = false;
  try {
    isComplete = yield* readChunks(following);
  } finally {
    following.onConnection(false);
    following.onEnd(isComplete);
  }
}

function toStream(chunks: AsyncGenerator<UIMessageChunk>): ReadableStream<UIMessageChunk> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}

/**
 * The chunks of an answer, without gap or doubling: a connection that ends before the end sign is
 * taken up where it broke. The stream fails with AppError `network` when several tries in a row
 * bring nothing new.
 */
export function followAnswer(following: Following): ReadableStream<UIMessageChunk> {
  return toStream(watchChunks(following));
}

/** The chunks of frames that come from another tab; it may end early. */
export function chunksOf(frames: ReadableStream<Frame | null>): ReadableStream<UIMessageChunk> {
  return frames.pipeThrough(
    new TransformStream({
      transform(frame, controller) {
        if (frame) controller.enqueue(chunkOf(frame));
      },
    }),
  );
}
