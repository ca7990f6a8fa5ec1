import type { BlockSource, ParseAnswer, ParseRequest } from './parse-protocol';
import type { ElementNode } from './rehype-answer';

/** How long one block may take before its worker is ended and it is shown as it was written, in milliseconds. */
export const PARSE_MILLISECONDS = 150;

/** What came of a block: its elements, or `over` the time limit (or beyond the parser), or no worker to be had. */
export type Parsed = ElementNode | 'over' | 'unavailable';

/** A worker as the queue uses it. */
export type ParseWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

type Job = { readonly block: BlockSource; readonly resolve: (parsed: Parsed) => void };

/**
 * Blocks parsed one after the other in a worker. Each has its own time, which begins when the worker does
 * with it; a worker that is over the time is ended, and the next block gets a new one.
 */
export class ParseQueue {
  readonly #start: () => ParseWorker;
  readonly #jobs: Job[] = [];
  #worker: ParseWorker | null = null;
  #isReady = false;
  #wasStarted = false;
  #running: Job | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastId = 0;

  constructor(start: () => ParseWorker) {
    this.#start = start;
  }

  /**
   * Starts the worker before it is needed; once, as one that cannot be had is not to be asked for at
   * every paint.
   *
   * @param isSoonNeeded - Not asked any more once the worker was started.
   */
  prepare(isSoonNeeded: () => boolean): void {
    if (!this.#wasStarted && isSoonNeeded()) this.#begin();
  }

  /** Parses a block when those before it are done. */
  parse(block: BlockSource): Promise<Parsed> {
    return new Promise((resolve) => {
      this.#jobs.push({ block, resolve });
      this.#begin();
      this.#next();
    });
  }

  #begin(): void {
    if (this.#worker) return;
    this.#wasStarted = true;
    this.#isReady = false;
    try {
      this.#worker = this.#start();
    } catch {
      // A browser or a policy that forbids workers: the page parses by itself.
      this.#giveUp();
      return;
    }
    this.#worker.onmessage = ({ data }: MessageEvent<ParseAnswer>) => this.#onAnswer(data);
    this.#worker.onerror = () => this.#giveUp();
  }

  #next(): void {
    if (!this.#isReady || this.#running) return;
    const job = this.#jobs.shift();
    if (!job) return;
    this.#running = job;
    this.#timer = setTimeout(() => this.#onTimeout(), PARSE_MILLISECONDS);
    this.#lastId += 1;
    this.#worker?.postMessage({ id: this.#lastId, block: job.block } satisfies ParseRequest);
  }

  #onAnswer(answer: ParseAnswer): void {
    if (answer.type === 'ready') this.#isReady = true;
    else if (answer.id === this.#lastId) this.#finish(answer.tree ?? 'over');
    this.#next();
  }

  #finish(parsed: Parsed): void {
    clearTimeout(this.#timer);
    const job = this.#running;
    this.#running = null;
    job?.resolve(parsed);
  }

  #onTimeout(): void {
    this.#stop();
    this.#finish('over');
    this.#begin();
  }

  /** The worker cannot be loaded, or broke: nobody is left waiting. */
  #giveUp(): void {
    this.#stop();
    this.#finish('unavailable');
    for (const { resolve } of this.#jobs.splice(0)) resolve('unavailable');
  }

  #stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#isReady = false;
  }
}
