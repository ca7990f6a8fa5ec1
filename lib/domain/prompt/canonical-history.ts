import type { HistoryRepair } from './history-repair';
import { mergeNeighbours } from './merge-neighbours';
import type { PromptMessage } from './prompt';
import { settleCalls } from './settle-calls';

type HistoryMessage = Exclude<PromptMessage, { role: 'system' }>;

/** Stands between the results of calls and the next question, where the answer to them is missing. */
export const FILLER_ANSWER = 'I was interrupted.';
/** Stands where there is nothing to answer. */
const FILLER_QUESTION = 'Go on.';

type Canonical = {
  readonly messages: readonly HistoryMessage[];
  /** Each kind once. */
  readonly repairs: readonly HistoryRepair[];
};

/**
 * Brings a history into the one form that every known server takes: mistral-common behind vLLM,
 * Mistral's own API and NVIDIA, from 1.8.6 on; the strict chat template of December 2025 in llama.cpp,
 * transformers and vLLM's other mode; and what Ollama checks of calls.
 *
 * User and assistant alternate, beginning with the user and ending with the user or a result; every
 * call has one result, in order, and an answer behind it before the user speaks again; no message is
 * empty. Made from the front to the back: a history that grows keeps the beginning it had.
 */
export function canonicalHistory(history: readonly PromptMessage[]): Canonical {
  const spoken = mergeNeighbours(history);
  const settled = settleCalls(spoken.messages);
  // Results that were taken away may have parted two answers.
  const merged = mergeNeighbours(settled.messages);
  const repairs = new Set([...spoken.repairs, ...settled.repairs, ...merged.repairs]);
  const messages: HistoryMessage[] = [];
  for (const message of merged.messages) {
    if (message.role === 'user' && messages.at(-1)?.role === 'tool') {
      messages.push({ role: 'assistant', text: FILLER_ANSWER });
      repairs.add('answer-added');
    }
    messages.push(message);
  }
  const last = messages.at(-1)?.role;
  if (last !== 'user' && last !== 'tool') {
    messages.push({ role: 'user', parts: [{ type: 'text', text: FILLER_QUESTION }] });
    repairs.add('question-added');
  }
  return { messages, repairs: [...repairs] };
}
