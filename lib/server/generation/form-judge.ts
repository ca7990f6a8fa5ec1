import 'server-only';
import { lastStepOf } from '@/lib/domain/generation/replaced-text';
import { textOf } from '@/lib/domain/message';
import type { Prompt, ResponseFormat } from '@/lib/domain/prompt/prompt';
import { secondTryWords } from '@/lib/domain/structured/format-words';
import type { Verdict } from '@/lib/domain/structured/verdict';
import type { ProviderEvent } from '../provider/provider';
import { judgeAnswer } from '../structured/judge-answer';
import type { Ending } from './finish-answer';
import type { Run } from './run';

/** The answer that did not have its form. */
type FirstTry = { readonly text: string; readonly verdict: Verdict; readonly ending: Ending };

/** What a model wrote, or wants done. */
const BEGINNINGS: ReadonlySet<ProviderEvent['type']> = new Set([
  'text-delta',
  'reasoning-delta',
  'tool-call',
]);

const mayBeAskedAgain = ({ status, finishReason }: Ending, { type }: Verdict) =>
  status === 'done' && finishReason === 'stop' && (type === 'not-json' || type === 'invalid');

/**
 * Judges an answer that was to have a form, and has the model asked for it once more where it does not. The
 * second try takes the first one's place with its first word; where none comes, the first one stays.
 */
export class FormJudge {
  readonly #run: Run;
  readonly #format: ResponseFormat | undefined;
  #first: FirstTry | null = null;
  #hasBegun = false;

  /** @param format - `undefined` where every answer will do. */
  constructor(run: Run, format: ResponseFormat | undefined) {
    this.#run = run;
    this.#format = format;
  }

  /** A prompt, for a second try with what was wrong with the first. */
  extend(prompt: Prompt): Prompt {
    if (!this.#first || !this.#format || this.#hasBegun) return prompt;
    const { text, verdict } = this.#first;
    const words = secondTryWords(this.#format, verdict);
    const messages: Prompt['messages'] = [
      ...prompt.messages,
      { role: 'assistant', text },
      { role: 'user', parts: [{ type: 'text', text: words }] },
    ];
    return { ...prompt, messages };
  }

  /** The events of an upstream call; of a second try that fails before its first word, the first one's end. */
  async *follow(events: AsyncIterable<ProviderEvent>): AsyncGenerator<ProviderEvent> {
    for await (const event of events) {
      const first = this.#hasBegun ? null : this.#first;
      if (first && event.type === 'error') {
        const { finishReason = 'stop' } = first.ending;
        return yield { type: 'finish', finishReason, usage: event.usage };
      }
      if (first && BEGINNINGS.has(event.type)) {
        this.#begin();
        yield { type: 'repair', repair: { type: 'asked-again', reason: 'form' } };
      }
      yield event;
    }
  }

  /** The end of an answer with its verdict; `null` where the model is to be asked once more. */
  judge(ending: Ending): Ending | null {
    const { writer, isContinuation, signal } = this.#run;
    if (!this.#format || ending.status === 'waiting') return ending;
    const text = textOf({ parts: lastStepOf(writer.answer().parts) });
    if (text === '' && ending.error) return ending;
    const verdict = judgeAnswer(this.#format, text);
    const isLast = this.#first !== null || isContinuation || signal.aborted;
    if (isLast || !mayBeAskedAgain(ending, verdict)) return { ...ending, verdict };
    this.#first = { text, verdict, ending };
    return null;
  }

  /** The second try takes the first one's place. */
  #begin(): void {
    this.#hasBegun = true;
    this.#run.writer.closePart();
    this.#run.writer.write({ type: 'start-step' });
  }
}
