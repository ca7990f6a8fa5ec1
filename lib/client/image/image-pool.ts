import 'client-only';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ImageJobReply, ImageJobRequest } from './prepared-image';

/** What the pool needs of a `Worker`. */
export type ImageWorker = {
  postMessage(request: ImageJobRequest): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<ImageJobReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
};

type Job = {
  readonly request: ImageJobRequest;
  readonly signal: AbortSignal;
  readonly settle: (reply: ImageJobReply) => void;
  readonly fail: (reason: unknown) => void;
};
type Slot = { readonly worker: ImageWorker; job: Job | null };

/** How long workers without work are kept: a decoder's memory is only given back with its worker. */
const IDLE_MILLISECONDS = 30_000;

/** A few workers that take files in the order they were given, one at a time each. */
export class ImagePool {
  readonly #spawn: () => ImageWorker;
  readonly #size: number;
  readonly #waiting: Job[] = [];
  readonly #slots = new Set<Slot>();
  #idleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(spawn: () => ImageWorker, size: number) {
    this.#spawn = spawn;
    this.#size = size;
  }

  /**
   * Gives a file to the next free worker.
   *
   * @throws the signal's reason when it is aborted, which also ends a job that runs; AppError
   * `internal` when the worker breaks down.
   */
  run(request: ImageJobRequest, signal: AbortSignal): Promise<ImageJobReply> {
    if (signal.aborted) return Promise.reject(signal.reason);
    const { promise, resolve, reject } = Promise.withResolvers<ImageJobReply>();
    const job: Job = { request, signal, settle: resolve, fail: reject };
    const abort = () => this.#abort(job);
    signal.addEventListener('abort', abort, { once: true });
    this.#waiting.push(job);
    this.#fill();
    return promise.finally(() => signal.removeEventListener('abort', abort));
  }

  #fill(): void {
    clearTimeout(this.#idleTimer);
    while (this.#waiting.length > 0) {
      const slot = this.#freeSlot();
      if (!slot) return;
      const job = this.#waiting.shift();
      if (!job) return;
      slot.job = job;
      slot.worker.postMessage(job.request);
    }
    const isIdle = [...this.#slots].every(({ job }) => job === null);
    if (isIdle) this.#idleTimer = setTimeout(() => this.#release(), IDLE_MILLISECONDS);
  }

  #freeSlot(): Slot | null {
    for (const slot of this.#slots) if (!slot.job) return slot;
    if (this.#slots.size >= this.#size) return null;
    const slot: Slot = { worker: this.#spawn(), job: null };
    slot.worker.onmessage = (event) => {
      const { job } = slot;
      slot.job = null;
      job?.settle(event.data);
      this.#fill();
    };
    slot.worker.onerror = (event) =>
      this.#drop(slot, new AppError('internal', {}, { cause: event }));
    this.#slots.add(slot);
    return slot;
  }

  /** Ends a worker; its job, if any, fails. */
  #drop(slot: Slot, reason: unknown): void {
    slot.worker.terminate();
    this.#slots.delete(slot);
    slot.job?.fail(reason);
    this.#fill();
  }

  #abort(job: Job): void {
    const place = this.#waiting.indexOf(job);
    if (place !== -1) {
      this.#waiting.splice(place, 1);
      job.fail(job.signal.reason);
      return;
    }
    for (const slot of this.#slots) if (slot.job === job) this.#drop(slot, job.signal.reason);
  }

  #release(): void {
    for (const { worker } of this.#slots) worker.terminate();
    this.#slots.clear();
  }
}
