import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import type { Destination } from '../../egress/fetch-upstream';
import { type StreamTimeouts, WHOLE_ANSWER_MS } from '../dialects';
import type { ProviderEvent } from '../provider';
import { AnswerDecoder } from './answer-decoder';
import { decodeBody } from './decode-body';
import { type OpenedAnswer, openAnswer } from './open-answer';
import type { RequestPlan } from './optional-values';
import { pollAnswer } from './poll-answer';
import { createWatchdog, type Watchdog } from './watchdog';

export type AttemptOptions = {
  readonly destination: Destination;
  readonly plan: RequestPlan;
  readonly timeouts: StreamTimeouts;
  readonly body: string;
  /** Optional fields that the body has, by their names on the wire. */
  readonly optionalFields: readonly string[];
  readonly offeredTools: readonly string[];
  /** Waits until one more request may be sent. */
  readonly enterLine: (signal: AbortSignal) => Promise<void>;
  /** The asker's; after it aborts nothing more comes. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
};

/** One try to get an answer. */
export class StreamAttempt {
  readonly #options: AttemptOptions;
  #decoder: AnswerDecoder | undefined;
  #refused: readonly string[] = [];
  #isOfModel = false;

  constructor(options: AttemptOptions) {
    this.#options = options;
  }

  /** Whether a stream began and brought not one frame. */
  get wasSilent(): boolean {
    return this.#decoder?.isSilent ?? false;
  }

  /** Optional fields that it failed for. */
  get refused(): readonly string[] {
    return this.#refused;
  }

  /** Whether only this model does not take them. */
  get isOfModel(): boolean {
    return this.#isOfModel;
  }

  /** Everything that arrives, ending in exactly one `finish` or `error`, or at once on abort. */
  async *events(): AsyncGenerator<ProviderEvent, void, undefined> {
    const { destination, plan, timeouts, signal } = this.#options;
    const limits = plan.isStream ? timeouts : { ...timeouts, firstByteMs: WHOLE_ANSWER_MS };
    const watch = createWatchdog(signal, limits, destination.label);
    try {
      let opened = await this.#guard(watch, async (options) => {
        await watch.pauseWhile(this.#options.enterLine(watch.signal));
        return openAnswer(options);
      });
      if (opened.type === 'pending') {
        yield { type: 'repair', repair: { type: 'polled' } };
        opened = await this.#poll(opened.id, watch);
      }
      if (!signal.aborted) yield* this.#decode(opened, watch);
    } finally {
      watch.end();
    }
  }

  #poll(id: string, watch: Watchdog): Promise<OpenedAnswer> {
    const { wait } = this.#options;
    return this.#guard(watch, (options) =>
      pollAnswer(options, { id, wait, onPending: () => watch.sawLife() }),
    );
  }

  async *#decode(opened: OpenedAnswer, watch: Watchdog): AsyncGenerator<ProviderEvent> {
    const { destination, plan, signal, offeredTools } = this.#options;
    const connection = destination.label;
    if (opened.type === 'pending')
      throw new Error('an answer that was waited for is still pending');
    if (opened.type === 'failed') {
      this.#refused = opened.refused;
      this.#isOfModel = opened.isOfModel ?? false;
      return yield { type: 'error', error: opened.error };
    }
    const isDeclared = opened.type === 'whole' || opened.isDeclared;
    const { dialect } = plan;
    this.#decoder = new AnswerDecoder({ connection, dialect, isDeclared, offeredTools });
    if (opened.type === 'whole') return yield* this.#decoder.takeWhole(opened.body);
    const body = opened.response.body ?? new Blob().stream();
    yield* decodeBody(body, this.#decoder, { connection, signal, watch });
  }

  /** Asks for the answer; a failure that is expected becomes the answer's. */
  async #guard(
    watch: Watchdog,
    ask: (options: Parameters<typeof openAnswer>[0]) => Promise<OpenedAnswer>,
  ): Promise<OpenedAnswer> {
    const { destination, plan, body, optionalFields, signal, now } = this.#options;
    const connection = destination.label;
    const { maxBodyBytes } = plan.dialect;
    if (maxBodyBytes !== null && Buffer.byteLength(body) > maxBodyBytes) {
      const error = new AppError('upstream-too-large', { connection });
      return { type: 'failed', error, refused: [] };
    }
    const accept = plan.isStream ? 'text/event-stream' : 'application/json';
    const request = { path: '/chat/completions', accept, body };
    const { dialect } = plan;
    try {
      return await ask({
        destination,
        dialect,
        request,
        optionalFields,
        signal: watch.signal,
        now,
      });
    } catch (thrown) {
      // Waiting and reading throw errors of their own when the watch ends them: its reason counts.
      const reason = watch.signal.aborted ? watch.signal.reason : thrown;
      if (reason instanceof AppError) return { type: 'failed', error: reason, refused: [] };
      if (!signal.aborted) throw thrown;
      const error = new AppError('upstream-cut', {}, { cause: thrown });
      return { type: 'failed', error, refused: [] };
    }
  }
}
