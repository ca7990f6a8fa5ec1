import 'server-only';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ErrorCode } from '@/lib/domain/errors/error-codes';
import type { FinishReason, Usage } from '@/lib/domain/message';
import type { Dialect } from '../dialects';
import { errorFromUpstream } from '../error-from-upstream';
import type { ProviderEvent } from '../provider';
import { readRefusal } from '../read-refusal';
import { createTextCleaner } from './clean-text';
import { toFinishReason } from './finish-reason';
import { type Frame, readFrame } from './read-frame';
import { createThinkSplitter } from './think-markers';

/** Largest single frame, in characters: a real one is a few hundred. */
const MAX_EVENT_CHARACTERS = 1024 * 1024;
/** Largest answer, reasoning included, in bytes of UTF-8. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024;
/** An error frame that names no status is the server's own trouble, as a gateway would say it. */
const UNNAMED_STATUS = 502;

export type DecoderOptions = {
  /** Words for the connection, named in errors. */
  readonly connection: string;
  readonly dialect: Dialect;
  /** Whether the server declared an event stream; if not, a body without frames is none. */
  readonly isDeclared: boolean;
};

/**
 * Turns the bytes of one answer into events, however they are cut. The last event is a `finish` or an
 * `error`; after it nothing more comes. Holds back no more than one frame and half a character.
 */
export class AnswerDecoder {
  readonly #options: DecoderOptions;
  readonly #utf8 = new TextDecoder();
  readonly #parser = createParser({
    maxBufferSize: MAX_EVENT_CHARACTERS,
    onEvent: (message) => this.#takeMessage(message),
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') this.#fail('upstream-event-size');
    },
  });
  readonly #text = createTextCleaner();
  readonly #reasoning = createTextCleaner();
  readonly #splitter = createThinkSplitter();
  #events: ProviderEvent[] = [];
  #finishReason: FinishReason | undefined;
  #usage: Usage | undefined;
  #isOver = false;
  #isDamaged = false;
  #callsTool = false;
  #hasContent = false;
  #frames = 0;
  #receivedBytes = 0;
  #answerBytes = 0;

  constructor(options: DecoderOptions) {
    this.#options = options;
  }

  /** Whether the last event came. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether the finish reason came, so that only token counts may follow. */
  get isFinishing(): boolean {
    return this.#finishReason !== undefined;
  }

  /** Whether not one frame came so far. */
  get isSilent(): boolean {
    return this.#frames === 0;
  }

  /** Takes the next bytes. */
  push(bytes: Uint8Array): ProviderEvent[] {
    this.#receivedBytes += bytes.byteLength;
    if (!this.#isOver) this.#parser.feed(this.#utf8.decode(bytes, { stream: true }));
    return this.#drain();
  }

  /** The body ended. A missing `[DONE]` after the finish reason is normal. */
  end(): ProviderEvent[] {
    if (this.#finishReason) this.#conclude(this.#finishReason);
    else this.#endUnfinished();
    return this.#drain();
  }

  /** The body broke, with the reason. After the finish reason that no longer matters. */
  breakOff(error: AppError): ProviderEvent[] {
    if (this.#finishReason) this.#conclude(this.#finishReason);
    else this.#failWith(error);
    return this.#drain();
  }

  #takeMessage({ data, event }: EventSourceMessage): void {
    if (this.#isOver) return;
    if (data === '[DONE]') {
      this.#conclude(this.#finishReason ?? 'other');
      return;
    }
    this.#frames += 1;
    if (data.length > MAX_EVENT_CHARACTERS) this.#fail('upstream-event-size');
    else this.#takeFrame(readFrame(data, event));
  }

  #takeFrame(frame: Frame | null): void {
    if (!frame) this.#noteDamage();
    else if (frame.failure !== undefined) this.#failWith(this.#readFailure(frame.failure));
    else this.#takeDelta(frame);
  }

  #noteDamage(): void {
    if (!this.#isDamaged) this.#events.push({ type: 'damaged' });
    this.#isDamaged = true;
  }

  #readFailure(failure: unknown): AppError {
    const refusal = readRefusal(failure);
    const status = refusal.status ?? UNNAMED_STATUS;
    return errorFromUpstream({ status, refusal }, this.#options);
  }

  #takeDelta(frame: Frame): void {
    if (frame.usage) this.#usage = frame.usage;
    if (frame.reasoning !== '') this.#emit('reasoning', this.#reasoning.push(frame.reasoning));
    if (frame.text !== '') this.#emitText(this.#text.push(frame.text));
    this.#callsTool ||= frame.callsTool;
    if (frame.finishReason !== undefined) this.#finishReason = toFinishReason(frame.finishReason);
  }

  #emit(type: 'text' | 'reasoning', text: string): void {
    if (text === '' || this.#isOver) return;
    this.#answerBytes += Buffer.byteLength(text);
    if (this.#answerBytes > MAX_ANSWER_BYTES) {
      this.#isOver = true;
      this.#events.push(this.#errorEvent(this.#error('upstream-answer-size')));
      return;
    }
    this.#hasContent ||= /\S/.test(text);
    this.#events.push({ type: `${type}-delta`, text });
  }

  #emitText(text: string): void {
    for (const piece of this.#splitter.push(text)) this.#emit(piece.type, piece.text);
  }

  /** Lets go of what waited for its other half. */
  #flush(): void {
    this.#emit('reasoning', this.#reasoning.end());
    this.#emitText(this.#text.end());
    for (const piece of this.#splitter.end()) this.#emit(piece.type, piece.text);
  }

  #conclude(finishReason: FinishReason): void {
    this.#flush();
    if (this.#isOver) return;
    const isEmpty = !this.#hasContent && finishReason !== 'content-filter';
    if (this.#callsTool || finishReason === 'tool-calls') this.#fail('upstream-tool-unasked');
    else if (finishReason === 'error') this.#fail('upstream-down');
    else if (isEmpty) this.#fail('upstream-empty');
    else this.#events.push({ type: 'finish', finishReason, usage: this.#usage });
    this.#isOver = true;
  }

  #endUnfinished(): void {
    const isForeign = this.#receivedBytes > 0 && !this.#options.isDeclared;
    if (!this.isSilent) this.#fail('upstream-cut');
    else this.#fail(isForeign ? 'upstream-not-stream' : 'upstream-empty');
  }

  #fail(code: ErrorCode): void {
    this.#failWith(this.#error(code));
  }

  #failWith(error: AppError): void {
    this.#flush();
    if (this.#isOver) return;
    this.#isOver = true;
    this.#events.push(this.#errorEvent(error));
  }

  #error(code: ErrorCode): AppError {
    return new AppError(code, { connection: this.#options.connection });
  }

  #errorEvent(error: AppError): ProviderEvent {
    return { type: 'error', error, usage: this.#usage };
  }

  #drain(): ProviderEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }
}
