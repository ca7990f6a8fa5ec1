import type { WireMessage } from './wire-messages';

/** The persona that the chat template inserts where a request has no system message, in tokens. */
const DEFAULT_SYSTEM_TOKENS = 540;

/** What the model's chat template adds to a prompt, in tokens. */
export function templateOverhead(messages: readonly WireMessage[]): number {
  return messages[0]?.role === 'system' ? 0 : DEFAULT_SYSTEM_TOKENS;
}

/**
 * Checks turns as the chat template that came with the model does: strictly in turn, system only first.
 *
 * @returns Its words for the first fault; `null` when there is none.
 */
export function checkJinjaMessages(messages: readonly WireMessage[]): string | null {
  const [first] = messages;
  const rest = first?.role === 'system' ? messages.slice(1) : messages;
  const wrong = rest.find(({ role }) => !['user', 'assistant', 'tool'].includes(role));
  if (wrong) return `Only user, assistant and tool roles are supported, got ${wrong.role}.`;
  const speakers = rest.filter(({ role, toolCalls }) => role !== 'tool' && toolCalls.length === 0);
  const isAlternating = speakers.every(
    ({ role }, index) => role === (index % 2 === 0 ? 'user' : 'assistant'),
  );
  return isAlternating
    ? null
    : 'After the optional system message, conversation roles must alternate user and assistant roles except for tool calls and results.';
}
