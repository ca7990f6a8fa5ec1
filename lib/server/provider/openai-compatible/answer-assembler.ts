import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ErrorCode } from '@/lib/domain/errors/error-codes';
import type { FinishReason, Usage } from '@/lib/domain/message';
import type { PromptToolCall } from '@/lib/domain/prompt/prompt';
import type { ProviderEvent } from '../provider';
import { CallSplitter, type SplitText } from './call-splitter';
import { createTextCleaner } from './clean-text';
import { toFinishReason } from './finish-reason';
import type { Frame } from './read-frame';
import { createThinkSplitter } from './think-markers';
import { type CallDelta, createToolCallCollector } from './tool-call-collector';

/** Largest answer, reasoning and calls included, in bytes of UTF-8. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024;

export type AssemblerOptions = {
  /** Words for the connection, named in errors. */
  readonly connection: string;
  /** Names of the tools that were offered. */
  readonly offeredTools: readonly string[];
};

/**
 * Makes events of frames, whether they came one by one or as a whole answer. The last event is a `finish`
 * or an `error`; after it nothing more comes.
 */
export class AnswerAssembler {
  readonly #options: AssemblerOptions;
  readonly #text = createTextCleaner();
  readonly #reasoning = createTextCleaner();
  readonly #thoughts = createThinkSplitter();
  readonly #printed: CallSplitter;
  readonly #calls = createToolCallCollector(() => this.#answerId);
  #events: ProviderEvent[] = [];
  #answerId = '';
  #finishReason: FinishReason | undefined;
  #usage: Usage | undefined;
  #isOver = false;
  #isDamaged = false;
  #hasContent = false;
  #answerBytes = 0;

  constructor(options: AssemblerOptions) {
    this.#options = options;
    this.#printed = new CallSplitter(options.offeredTools);
  }

  /** Whether the last event came. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether the finish reason came, so that only token counts may follow. */
  get isFinishing(): boolean {
    return this.#finishReason !== undefined;
  }

  /** Events since they were last taken. */
  drain(): ProviderEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** A frame could not be read. */
  noteDamage(): void {
    if (!this.#isDamaged) this.#events.push({ type: 'damaged' });
    this.#isDamaged = true;
  }

  take(frame: Frame): void {
    if (this.#answerId === '') this.#answerId = frame.answerId;
    if (frame.usage) this.#usage = frame.usage;
    if (frame.reasoning !== '') this.#emit('reasoning', this.#reasoning.push(frame.reasoning));
    if (frame.text !== '') this.#emitText(this.#text.push(frame.text));
    for (const call of frame.calls) this.#takeCall(call);
    if (frame.finishReason !== undefined) this.#finishReason = toFinishReason(frame.finishReason);
  }

  /** The answer is complete. */
  conclude(): void {
    const finishReason = this.#finishReason ?? 'other';
    this.#flush();
    if (this.#isOver) return;
    const calls = this.#calls.calls();
    const hasOffer = this.#options.offeredTools.length > 0;
    const callsTool = calls.length > 0 || finishReason === 'tool-calls';
    const isEmpty = !this.#hasContent && calls.length === 0 && finishReason !== 'content-filter';
    if (callsTool && !hasOffer) this.fail('upstream-tool-unasked');
    else if (callsTool && calls.length === 0) this.fail('upstream-tools-lost');
    else if (finishReason === 'error') this.fail('upstream-down');
    else if (isEmpty) this.fail('upstream-empty');
    else this.#finish(calls, finishReason);
  }

  /** The answer ends here, with the reason. What was written stays. */
  failWith(error: AppError): void {
    this.#flush();
    if (this.#isOver) return;
    this.#isOver = true;
    this.#events.push({ type: 'error', error, usage: this.#usage });
  }

  fail(code: ErrorCode): void {
    this.failWith(new AppError(code, { connection: this.#options.connection }));
  }

  /** Calls decide, not the server's word for the end: it says `stop` after a tool that had to be called. */
  #finish(calls: readonly PromptToolCall[], stated: FinishReason): void {
    for (const call of calls) this.#events.push({ type: 'tool-call', call });
    const isCalling = calls.length > 0 && (stated === 'stop' || stated === 'other');
    const finishReason = isCalling ? 'tool-calls' : stated;
    this.#events.push({ type: 'finish', finishReason, usage: this.#usage });
    this.#isOver = true;
  }

  #emitText(text: string): void {
    for (const piece of this.#thoughts.push(text)) this.#emitPiece(piece);
  }

  #emitPiece({ type, text }: { type: 'text' | 'reasoning'; text: string }): void {
    if (type === 'reasoning') this.#emit(type, text);
    else this.#emitSplit(this.#printed.push(text));
  }

  #emitSplit({ text, calls }: SplitText): void {
    this.#emit('text', text);
    for (const call of calls) this.#takeCall({ index: undefined, id: undefined, ...call });
  }

  #takeCall(call: CallDelta): void {
    this.#calls.take(call);
    this.#count(call.arguments);
  }

  #emit(type: 'text' | 'reasoning', text: string): void {
    if (text === '' || this.#isOver || !this.#count(text)) return;
    this.#hasContent ||= /\S/.test(text);
    this.#events.push({ type: `${type}-delta`, text });
  }

  /** Whether the answer is still of a size that is taken. */
  #count(text: string): boolean {
    this.#answerBytes += Buffer.byteLength(text);
    if (this.#answerBytes <= MAX_ANSWER_BYTES) return true;
    if (this.#isOver) return false;
    this.#isOver = true;
    const error = new AppError('upstream-answer-size', { connection: this.#options.connection });
    this.#events.push({ type: 'error', error, usage: this.#usage });
    return false;
  }

  /** Lets go of what waited for its other half. */
  #flush(): void {
    this.#emit('reasoning', this.#reasoning.end());
    this.#emitText(this.#text.end());
    for (const piece of this.#thoughts.end()) this.#emitPiece(piece);
    this.#emitSplit(this.#printed.end());
  }
}
