import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import type { Destination } from '../../egress/fetch-upstream';
import type { Dialect, StreamTimeouts } from '../dialects';
import type { ProviderEvent } from '../provider';
import { AnswerDecoder } from './answer-decoder';
import { decodeBody } from './decode-body';
import { type OpenedStream, openStream } from './open-stream';
import { createWatchdog } from './watchdog';

export type AttemptOptions = {
  readonly destination: Destination;
  readonly dialect: Dialect;
  readonly timeouts: StreamTimeouts;
  readonly writeBody: (asksForUsage: boolean) => string;
  /** Shared by all requests of a connection: learnt once, kept. */
  readonly learnt: { refusesUsage: boolean };
  /** The asker's; after it aborts nothing more comes. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** One try to get an answer. */
export class StreamAttempt {
  readonly #options: AttemptOptions;
  #decoder: AnswerDecoder | undefined;

  constructor(options: AttemptOptions) {
    this.#options = options;
  }

  /** Whether a stream began and brought not one frame. */
  get wasSilent(): boolean {
    return this.#decoder?.isSilent ?? false;
  }

  /** Everything that arrives, ending in exactly one `finish` or `error`, or at once on abort. */
  async *events(): AsyncGenerator<ProviderEvent, void, undefined> {
    const { destination, dialect, timeouts, signal } = this.#options;
    const connection = destination.label;
    const watch = createWatchdog(signal, timeouts, connection);
    try {
      const opened = await this.#open(watch.signal);
      if (signal.aborted) return;
      if (opened.type !== 'stream') return yield { type: 'error', error: opened.error };
      const { response, isDeclared } = opened;
      this.#decoder = new AnswerDecoder({ connection, dialect, isDeclared });
      const body = response.body ?? new Blob().stream();
      yield* decodeBody(body, this.#decoder, { connection, signal, watch });
    } finally {
      watch.end();
    }
  }

  async #open(signal: AbortSignal): Promise<OpenedStream> {
    const { dialect, learnt } = this.#options;
    const asksForUsage = dialect.asksForUsage && !learnt.refusesUsage;
    const opened = await this.#send(asksForUsage, signal);
    if (opened.type !== 'usage-refused' || !asksForUsage) return opened;
    learnt.refusesUsage = true;
    return this.#send(false, signal);
  }

  async #send(asksForUsage: boolean, signal: AbortSignal): Promise<OpenedStream> {
    const { destination, dialect, writeBody, now } = this.#options;
    const body = writeBody(asksForUsage);
    const { maxBodyBytes } = dialect;
    if (maxBodyBytes !== null && Buffer.byteLength(body) > maxBodyBytes) {
      const error = new AppError('upstream-too-large', { connection: destination.label });
      return { type: 'failed', error };
    }
    try {
      return await openStream({ destination, dialect, body, signal, now });
    } catch (thrown) {
      if (thrown instanceof AppError) return { type: 'failed', error: thrown };
      if (!this.#options.signal.aborted) throw thrown;
      return { type: 'failed', error: new AppError('upstream-cut', {}, { cause: thrown }) };
    }
  }
}
