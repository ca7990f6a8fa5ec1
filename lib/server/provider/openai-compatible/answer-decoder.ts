import 'server-only';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { AppError } from '@/lib/domain/errors/app-error';
import type { Dialect } from '../dialects';
import { errorFromUpstream } from '../error-from-upstream';
import type { ProviderEvent } from '../provider';
import { readRefusal } from '../read-refusal';
import { AnswerAssembler } from './answer-assembler';
import { type Frame, readAnswerBody, readFrame } from './read-frame';

/** Largest single frame, in characters: a real one is a few hundred. */
const MAX_EVENT_CHARACTERS = 1024 * 1024;
/** An error frame that names no status is the server's own trouble, as a gateway would say it. */
const UNNAMED_STATUS = 502;

export type DecoderOptions = {
  /** Words for the connection, named in errors. */
  readonly connection: string;
  readonly dialect: Dialect;
  /** Whether the server declared an event stream; if not, a body without frames is none. */
  readonly isDeclared: boolean;
  /** Names of the tools that were offered; calls of any are unasked for where there are none. */
  readonly offeredTools?: readonly string[] | undefined;
};

/**
 * Turns the bytes of one answer into events, however they are cut. The last event is a `finish` or an
 * `error`; after it nothing more comes. Holds back no more than one frame and half a character, beside
 * what may be the beginning of a marker or of a tool call.
 */
export class AnswerDecoder {
  readonly #options: DecoderOptions;
  readonly #utf8 = new TextDecoder();
  readonly #parser = createParser({
    maxBufferSize: MAX_EVENT_CHARACTERS,
    onEvent: (message) => this.#takeMessage(message),
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') this.#answer.fail('upstream-event-size');
    },
  });
  readonly #answer: AnswerAssembler;
  #frames = 0;
  #receivedBytes = 0;

  constructor(options: DecoderOptions) {
    this.#options = options;
    const { connection, offeredTools = [] } = options;
    this.#answer = new AnswerAssembler({ connection, offeredTools });
  }

  /** Whether the last event came. */
  get isOver(): boolean {
    return this.#answer.isOver;
  }

  /** Whether the finish reason came, so that only token counts may follow. */
  get isFinishing(): boolean {
    return this.#answer.isFinishing;
  }

  /** Whether not one frame came so far. */
  get isSilent(): boolean {
    return this.#frames === 0;
  }

  /** Takes the next bytes. */
  push(bytes: Uint8Array): ProviderEvent[] {
    this.#receivedBytes += bytes.byteLength;
    if (!this.isOver) this.#parser.feed(this.#utf8.decode(bytes, { stream: true }));
    return this.#answer.drain();
  }

  /** Takes an answer that came in one piece, as parsed JSON, in place of a stream. */
  takeWhole(body: unknown): ProviderEvent[] {
    this.#frames += 1;
    const frame = readAnswerBody(body);
    if (!frame) this.#answer.fail('upstream-not-stream');
    else this.#takeFrame(frame);
    this.#answer.conclude();
    return this.#answer.drain();
  }

  /** The body ended. A missing `[DONE]` after the finish reason is normal. */
  end(): ProviderEvent[] {
    if (this.isFinishing) this.#answer.conclude();
    else this.#endUnfinished();
    return this.#answer.drain();
  }

  /** The body broke, with the reason. After the finish reason that no longer matters. */
  breakOff(error: AppError): ProviderEvent[] {
    if (this.isFinishing) this.#answer.conclude();
    else this.#answer.failWith(error);
    return this.#answer.drain();
  }

  #takeMessage({ data, event }: EventSourceMessage): void {
    if (this.isOver) return;
    if (data === '[DONE]') {
      this.#answer.conclude();
      return;
    }
    this.#frames += 1;
    if (data.length > MAX_EVENT_CHARACTERS) this.#answer.fail('upstream-event-size');
    else this.#takeFrame(readFrame(data, event));
  }

  #takeFrame(frame: Frame | null): void {
    if (!frame) this.#answer.noteDamage();
    else if (frame.failure !== undefined) this.#answer.failWith(this.#readFailure(frame.failure));
    else this.#answer.take(frame);
  }

  #readFailure(failure: unknown): AppError {
    const refusal = readRefusal(failure);
    const status = refusal.status ?? UNNAMED_STATUS;
    return errorFromUpstream({ status, refusal }, this.#options);
  }

  #endUnfinished(): void {
    const isForeign = this.#receivedBytes > 0 && !this.#options.isDeclared;
    if (!this.isSilent) this.#answer.fail('upstream-cut');
    else this.#answer.fail(isForeign ? 'upstream-not-stream' : 'upstream-empty');
  }
}
