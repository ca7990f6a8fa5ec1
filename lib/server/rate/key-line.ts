import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import { createFairQueue } from './fair-queue';
import { placesOf } from './places-of';
import type { Asker, RequestLine } from './request-line';
import type { Bucket, TokenStore } from './token-store';

/** What a line measures and waits by; tests bring their own. */
export type Clock = {
  /** Milliseconds. */
  now(): number;
  /** Resolves after that time, or rejects when the signal aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<unknown>;
};

/** Nothing is sent for that long after refusals in a row that name no time, in milliseconds. */
const BACK_OFF_MS = [5_000, 15_000, 45_000] as const;
/** A server that asks for more than that is asked again all the same, in milliseconds. */
const MAX_BLOCK_MS = 10 * 60_000;
/** Those who wait are told how long at least that often, in milliseconds. */
const TELL_INTERVAL_MS = 5_000;
/** A store that cannot be asked is asked again after that, in milliseconds. */
const STORE_RETRY_MS = 1_000;

const isStoreAway = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'store-unavailable';

type Ticket = {
  readonly asker: Asker;
  readonly admit: () => void;
  readonly fail: (error: unknown) => void;
  wasTold: boolean;
};

type LineOptions = {
  /** `null` for a key that may send as much as it likes until it is refused. */
  readonly bucket: () => Bucket | null;
  readonly tokens: TokenStore;
  readonly clock: Clock;
};

class KeyLine implements RequestLine {
  readonly #options: LineOptions;
  readonly #queue = createFairQueue<Ticket>();
  #blockedUntil = Number.NEGATIVE_INFINITY;
  /** Whether no store keeps the block. */
  #isBlockedHere = true;
  #refusals = 0;
  #isServing = false;
  #wake = new AbortController();

  constructor(options: LineOptions) {
    this.#options = options;
  }

  enter(asker: Asker, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const fail = (error: unknown) => {
        signal.removeEventListener('abort', leave);
        this.#queue.remove(ticket);
        reject(error);
      };
      const leave = () => {
        fail(signal.reason);
        this.#wake.abort();
      };
      const admit = () => {
        signal.removeEventListener('abort', leave);
        if (ticket.wasTold) asker.onPlace?.(null);
        resolve();
      };
      const ticket: Ticket = { asker, admit, fail, wasTold: false };
      signal.addEventListener('abort', leave, { once: true });
      this.#queue.add(asker.id, ticket);
      this.#wake.abort();
      void this.#serve();
    });
  }

  async refused(retryAfterSeconds: number | undefined): Promise<number> {
    const { clock } = this.#options;
    const bucket = this.#options.bucket();
    const left = Math.max(0, this.#blockedUntil - clock.now());
    const step = BACK_OFF_MS[Math.min(this.#refusals, BACK_OFF_MS.length - 1)] ?? 0;
    // Refusals of requests that were under way together are one.
    const wanted = retryAfterSeconds === undefined && left === 0 ? step : left;
    const milliseconds = Math.min(MAX_BLOCK_MS, Math.max(wanted, (retryAfterSeconds ?? 0) * 1000));
    if (left === 0) this.#refusals += 1;
    this.#blockedUntil = clock.now() + milliseconds;
    this.#isBlockedHere = !(bucket && (await this.#tellStore(bucket, milliseconds)));
    return milliseconds;
  }

  accepted(): void {
    this.#refusals = 0;
  }

  /** Has the store keep a block; says whether it does. */
  async #tellStore(bucket: Bucket, milliseconds: number): Promise<boolean> {
    try {
      await this.#options.tokens.block(bucket, milliseconds);
      return true;
    } catch (error) {
      // The other processes are not told; this one keeps to it by itself.
      if (isStoreAway(error)) return false;
      throw error;
    }
  }

  /** Lets one after another through, as long as somebody waits. */
  async #serve(): Promise<void> {
    if (this.#isServing) return;
    this.#isServing = true;
    try {
      while (this.#queue.order().length > 0) {
        const waits = await this.#take();
        if (waits.length > 0) await this.#pass(waits);
        // Whoever left meanwhile leaves the token unused.
        else this.#queue.next()?.admit();
      }
    } catch (error) {
      for (const ticket of this.#queue.order()) ticket.fail(error);
    }
    this.#isServing = false;
  }

  /** Takes a token; says how long each of them is away when there is none. */
  async #take(): Promise<readonly number[]> {
    const { tokens, clock } = this.#options;
    const bucket = this.#options.bucket();
    const blocked = this.#blockedUntil - clock.now();
    if (blocked > 0 && this.#isBlockedHere) return [blocked];
    if (!bucket) return [];
    try {
      return await tokens.take(bucket);
    } catch (error) {
      // What waits is in the store too: it is asked again until it is back.
      if (isStoreAway(error)) return [STORE_RETRY_MS];
      throw error;
    }
  }

  /** Tells all their places and waits for the next token, for news, or until it is time to tell again. */
  async #pass(waits: readonly number[]): Promise<void> {
    const order = this.#queue.order();
    const isLimited = this.#options.bucket() !== null;
    for (const [index, place] of placesOf(order.length, waits, isLimited).entries()) {
      const ticket = order[index];
      if (!ticket) continue;
      ticket.wasTold = true;
      ticket.asker.onPlace?.(place);
    }
    this.#wake = new AbortController();
    const { signal } = this.#wake;
    const wait = Math.min(waits[0] ?? 0, TELL_INTERVAL_MS);
    await this.#options.clock.wait(wait, signal).catch((error: unknown) => {
      // Woken before the time: that is how news come.
      if (!signal.aborted) throw error;
    });
  }
}

/** Makes the line of one key. */
export function createKeyLine(options: LineOptions): RequestLine {
  return new KeyLine(options);
}
