import { isFields } from '../structured/json-kind';
import { canonicalName } from './canonical-name';
import type { HistoryRepair } from './history-repair';
import type { PromptMessage, PromptToolCall } from './prompt';
import { takeToolCallId } from './tool-call-id';

type HistoryMessage = Exclude<PromptMessage, { role: 'system' }>;
type Result = Extract<PromptMessage, { role: 'tool' }>;

/** Stands where a call has no result: the person went on before there was one. */
export const MISSING_RESULT = 'Cancelled by the user.';
const EMPTY_RESULT = '(nothing)';
/** Arguments as JSON of an object: Ollama refuses a history with others. */
function mendArguments(text: string): string {
  if (text.trim() === '') return '{}';
  try {
    const value: unknown = JSON.parse(text);
    if (isFields(value)) return text;
  } catch {
    // What a model wrote need not be JSON; it is shown to it as it was.
  }
  return JSON.stringify({ malformed: text });
}

/** Results that follow a message, up to the next one of another role. */
function resultsAfter(history: readonly HistoryMessage[], index: number): Result[] {
  const results: Result[] = [];
  for (const message of history.slice(index + 1)) {
    if (message.role !== 'tool') break;
    results.push(message);
  }
  return results;
}

type Settled = { readonly messages: HistoryMessage[]; readonly repairs: HistoryRepair[] };

/** A message with calls and exactly one result for each, in the order of the calls. */
function settle(
  message: Extract<PromptMessage, { role: 'assistant' }>,
  calls: readonly PromptToolCall[],
  results: readonly Result[],
  taken: Set<string>,
): Settled {
  const repairs: HistoryRepair[] = [];
  const free = [...results];
  const pairs = calls.map((call) => {
    const id = takeToolCallId(call.id, taken);
    const name = canonicalName(call.name);
    if (id !== call.id || name !== call.name) repairs.push('call-renamed');
    const mended = mendArguments(call.arguments);
    if (mended !== call.arguments && call.arguments.trim() !== '') repairs.push('arguments-mended');
    const place = free.findIndex(({ toolCallId }) => toolCallId === call.id);
    const [found] = place === -1 ? [] : free.splice(place, 1);
    if (!found) repairs.push('result-added');
    const words = found?.text ?? MISSING_RESULT;
    const text = words.trim() === '' ? EMPTY_RESULT : words;
    return {
      call: { id, name, arguments: mended },
      result: { role: 'tool', toolCallId: id, name, text } as const,
    };
  });
  if (free.length > 0) repairs.push('result-dropped');
  const toolCalls = pairs.map(({ call }) => call);
  const asked = { role: 'assistant', text: message.text, toolCalls } as const;
  return { messages: [asked, ...pairs.map(({ result }) => result)], repairs };
}

/**
 * Gives every call of a history exactly one result, right behind it and in the order of the calls, and
 * takes away results that nobody asked for. Ids become nine letters and digits, unique, by a hash: a
 * history that grows keeps those it had.
 */
export function settleCalls(history: readonly HistoryMessage[]): Settled {
  const messages: HistoryMessage[] = [];
  const repairs: HistoryRepair[] = [];
  const taken = new Set<string>();
  let answered = -1;
  history.forEach((message, index) => {
    if (message.role === 'tool') {
      if (index > answered) repairs.push('result-dropped');
      return;
    }
    if (message.role === 'user') {
      messages.push(message);
      return;
    }
    const { text, toolCalls = [] } = message;
    if (toolCalls.length === 0) {
      messages.push({ role: 'assistant', text });
      return;
    }
    const results = resultsAfter(history, index);
    answered = index + results.length;
    const settled = settle(message, toolCalls, results, taken);
    messages.push(...settled.messages);
    repairs.push(...settled.repairs);
  });
  return { messages, repairs };
}
