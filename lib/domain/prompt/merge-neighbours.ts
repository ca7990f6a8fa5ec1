import type { HistoryRepair } from './history-repair';
import type { PromptMessage, PromptUserPart } from './prompt';

type HistoryMessage = Exclude<PromptMessage, { role: 'system' }>;
type UserParts = readonly PromptUserPart[];

const isBlank = (text: string) => text.trim() === '';

/** Joins parts of two user messages; texts that come to touch are parted by a blank line. */
function joinParts(left: UserParts, right: UserParts): UserParts {
  const last = left.at(-1);
  const [first, ...rest] = right;
  if (last?.type !== 'text' || first?.type !== 'text') return [...left, ...right];
  return [...left.slice(0, -1), { type: 'text', text: `${last.text}\n\n${first.text}` }, ...rest];
}

/** A message that says something; blank texts between pictures go. `null` for one that says nothing. */
function withoutBlanks(message: HistoryMessage): HistoryMessage | null {
  if (message.role === 'tool') return message;
  if (message.role === 'user') {
    const parts = message.parts.filter((part) => part.type === 'image' || !isBlank(part.text));
    return parts.length === 0 ? null : { role: 'user', parts };
  }
  return isBlank(message.text) && !message.toolCalls?.length ? null : message;
}

function join(left: HistoryMessage | undefined, right: HistoryMessage): HistoryMessage | null {
  if (left?.role === 'user' && right.role === 'user') {
    return { role: 'user', parts: joinParts(left.parts, right.parts) };
  }
  // Calls are answered right behind them: only the later one of two may have any.
  if (left?.role === 'assistant' && right.role === 'assistant' && !left.toolCalls?.length) {
    const text = [left.text, right.text].filter((words) => !isBlank(words)).join('\n\n');
    return { ...right, text };
  }
  return null;
}

/** Messages that alternate, and each kind of what was done to make them so. */
export type Merged = {
  readonly messages: readonly HistoryMessage[];
  readonly repairs: ReadonlySet<HistoryRepair>;
};

/**
 * Makes a history alternate, beginning with the user: empty messages (answers that failed before their
 * first word) go, neighbours of one role become one, and answers before the first question go too.
 * Servers with the model's own chat template refuse anything else.
 */
export function mergeNeighbours(history: readonly PromptMessage[]): Merged {
  const messages: HistoryMessage[] = [];
  const repairs = new Set<HistoryRepair>();
  for (const each of history) {
    if (each.role === 'system') continue;
    const message = withoutBlanks(each);
    if (!message || (messages.length === 0 && message.role !== 'user')) {
      repairs.add('message-dropped');
      continue;
    }
    const joined = join(messages.at(-1), message);
    if (joined) {
      messages.splice(-1, 1, joined);
      repairs.add('messages-joined');
    } else messages.push(message);
  }
  return { messages, repairs };
}
