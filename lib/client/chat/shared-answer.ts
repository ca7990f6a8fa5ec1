import 'client-only';
import type { ConversationId } from '@/lib/domain/ids';
import { type AnswerRelay, openAnswerRelay } from '../tabs/answer-relay';
import { canShareStreams, type StreamSlot } from '../tabs/stream-slots';
import type { Frame } from './read-event-stream';

/** An answer that this tab streams: it holds one of the browser's connections, and other tabs follow it. */
export class SharedAnswer {
  readonly #slot: StreamSlot | null;
  readonly #left = new AbortController();
  #relay: Promise<AnswerRelay | null> | null = null;

  /**
   * @param slot - `null` when there was none: it is left as soon as the answer is known to run.
   * @param relay - Where it is passed on; else `begin` opens one.
   */
  constructor(slot: StreamSlot | null, relay: AnswerRelay | null = null) {
    this.#slot = slot;
    if (relay) this.#relay = Promise.resolve(relay);
    slot?.wanted.addEventListener('abort', () => this.#left.abort());
  }

  /** Aborted when the connection is to be given back while the answer goes on. */
  get left(): AbortSignal {
    return this.#left.signal;
  }

  /** The answer runs, and belongs to this conversation. */
  begin(conversationId: ConversationId | null): void {
    if (!this.#slot) this.#left.abort();
    else if (conversationId && canShareStreams()) this.#relay ??= openAnswerRelay(conversationId);
  }

  /** Frames wait until the relay is open, in their order. */
  pass(frame: Frame): void {
    void this.#relay?.then((relay) => relay?.pass(frame));
  }

  end(isComplete: boolean): void {
    void this.#relay?.then((relay) => relay?.close(isComplete));
    this.#slot?.release();
  }
}
