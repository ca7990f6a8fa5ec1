import 'client-only';
import * as z from 'zod/mini';
import type { Frame } from '../chat/read-event-stream';
import { holdLock } from './stream-slots';
import { openBroadcast } from './tab-channel';

const frameSchema = z.object({ id: z.string(), sequence: z.number(), data: z.string() });
const relayMessageSchema = z.discriminatedUnion('type', [
  /** A tab begins to follow and has nothing yet. */
  z.object({ type: z.literal('hello') }),
  /** Frames in their order; after `hello` all that there are. */
  z.object({ type: z.literal('frames'), frames: z.array(frameSchema) }),
  /** The answer is complete. */
  z.object({ type: z.literal('end') }),
]);
type RelayMessage = z.infer<typeof relayMessageSchema>;

/** What the streaming tab said last may come after its lock is free, in milliseconds. */
const LAST_WORDS_MS = 100;

/** A tab that streams answers at once; one that does not in this time is asleep. In milliseconds. */
const GREETING_LIMIT_MS = 2_000;

const nameOf = (conversationId: string) => `tenlens.answer.${conversationId}`;

/** Passes the frames of an answer on to other tabs of this browser. */
export type AnswerRelay = {
  pass(frame: Frame): void;
  /** @param isComplete - Whether the answer has ended; if not, the others look for another way. */
  close(isComplete: boolean): void;
};

/** Becomes the one tab that streams the answers of a conversation; `null` when another one does. */
export async function openAnswerRelay(conversationId: string): Promise<AnswerRelay | null> {
  const release = await holdLock(nameOf(conversationId));
  if (!release) return null;
  const channel = openBroadcast(nameOf(conversationId));
  const frames: Frame[] = [];
  const say = (message: RelayMessage) => channel?.postMessage(message);
  channel?.addEventListener('message', ({ data }) => {
    const message = relayMessageSchema.safeParse(data);
    if (message.data?.type === 'hello') say({ type: 'frames', frames });
  });
  return {
    pass(frame) {
      frames.push(frame);
      say({ type: 'frames', frames: [frame] });
    },
    close(isComplete) {
      if (isComplete) say({ type: 'end' });
      channel?.close();
      release();
    },
  };
}

/**
 * The frames that another tab streams, from the first; `null` is the end sign. It ends without one
 * when that tab stops streaming, sleeps, goes away or crashes.
 */
export function followAnswerRelay(
  conversationId: string,
  signal: AbortSignal | undefined,
): ReadableStream<Frame | null> {
  const channel = openBroadcast(nameOf(conversationId));
  const ended = new AbortController();
  const leave = () => {
    ended.abort();
    channel?.close();
  };
  return new ReadableStream<Frame | null>({
    start(controller) {
      let last = 0;
      const timer = setTimeout(() => end(), GREETING_LIMIT_MS);
      const end = () => {
        if (ended.signal.aborted) return;
        clearTimeout(timer);
        leave();
        controller.close();
      };
      channel?.addEventListener('message', ({ data }) => {
        const { data: message } = relayMessageSchema.safeParse(data);
        clearTimeout(timer);
        if (message?.type === 'end') {
          controller.enqueue(null);
          return end();
        }
        for (const frame of message?.type === 'frames' ? message.frames : []) {
          // One that comes before the beginning has is in the answer to `hello` too.
          if (frame.sequence !== last + 1) continue;
          last = frame.sequence;
          controller.enqueue(frame);
        }
      });
      channel?.postMessage({ type: 'hello' } satisfies RelayMessage);
      signal?.addEventListener('abort', end, { once: true });
      // Whoever streams holds this lock: it comes to us when that one is gone.
      void holdLock(nameOf(conversationId), ended.signal).then((release) => {
        release?.();
        setTimeout(end, LAST_WORDS_MS);
      });
    },
    cancel: leave,
  });
}
