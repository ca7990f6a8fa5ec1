import type { PromptImagePart, PromptMessage, PromptTextPart } from './prompt';

type HistoryMessage = Exclude<PromptMessage, { role: 'system' }>;
type UserParts = readonly (PromptTextPart | PromptImagePart)[];

/** Joins parts of two user messages; texts that come to touch are parted by a blank line. */
function joinParts(left: UserParts, right: UserParts): UserParts {
  const last = left.at(-1);
  const [first, ...rest] = right;
  if (last?.type !== 'text' || first?.type !== 'text') return [...left, ...right];
  return [...left.slice(0, -1), { type: 'text', text: `${last.text}\n\n${first.text}` }, ...rest];
}

function isEmpty(message: PromptMessage): boolean {
  return message.role === 'user' ? message.parts.length === 0 : message.text.trim() === '';
}

function join(left: HistoryMessage, right: HistoryMessage): HistoryMessage | null {
  if (left.role === 'user' && right.role === 'user') {
    return { role: 'user', parts: joinParts(left.parts, right.parts) };
  }
  if (left.role === 'assistant' && right.role === 'assistant') {
    return { role: 'assistant', text: `${left.text}\n\n${right.text}` };
  }
  return null;
}

/**
 * Makes a history alternate strictly, beginning with the user: empty messages (answers that failed
 * before their first word) go, neighbours of one role become one, and answers before the first
 * question go too. Servers with the model's own chat template refuse anything else.
 */
export function mergeNeighbours(history: readonly PromptMessage[]): PromptMessage[] {
  const merged: HistoryMessage[] = [];
  for (const message of history) {
    if (message.role === 'system' || isEmpty(message)) continue;
    const last = merged.at(-1);
    if (!last && message.role === 'assistant') continue;
    const joined = last ? join(last, message) : null;
    if (joined) merged.splice(-1, 1, joined);
    else merged.push(message);
  }
  return merged;
}
