import { type Fields, isFields } from './exchange';
import { readTools, type WireMessage } from './wire-messages';

const TOOL_ID = /^[a-zA-Z0-9]{9}$/;
const FUNCTION_NAME = /^[a-zA-Z0-9_-]{1,64}$/;

/** vLLM keeps the last nine characters of an id before it is checked. */
const shortenId = (id: unknown): string => (typeof id === 'string' ? id.slice(-9) : '');

/** Roles that may follow a role (mistral-common since about 1.9: `user` may follow `tool`). */
const FOLLOWERS: Readonly<Record<string, readonly string[]>> = {
  system: ['system', 'user', 'assistant'],
  user: ['system', 'user', 'assistant'],
  assistant: ['user', 'assistant', 'tool'],
  tool: ['tool', 'assistant', 'user'],
};
const OLDER_FOLLOWERS = { ...FOLLOWERS, tool: ['tool', 'assistant'] };

/** The first message that may not stand where it does. */
export function checkRoles(messages: readonly WireMessage[], isOlder: boolean): string | null {
  const followers: typeof FOLLOWERS = isOlder ? OLDER_FOLLOWERS : FOLLOWERS;
  const [first] = messages;
  if (!first) return 'Conversation must have at least one message';
  if (first.role !== 'user' && first.role !== 'system') {
    return 'Conversation must start with a user message or system message';
  }
  for (const [index, { role }] of messages.entries()) {
    const before = messages[index - 1]?.role;
    if (before !== undefined && !followers[before]?.includes(role)) {
      return `Unexpected role '${role}' after role '${before}'`;
    }
  }
  return null;
}

function checkEnd(messages: readonly WireMessage[], body: Fields): string | null {
  const role = messages.at(-1)?.role;
  if (role === 'user' || role === 'tool') return null;
  if (role !== 'assistant') {
    return `Expected last role User or Tool (or Assistant with prefix or continue_final_message set to True) for serving but got ${role}`;
  }
  if (body.continue_final_message === true) return null;
  return 'Cannot set `add_generation_prompt` to True when the last message is from the assistant. Consider using `continue_final_message` instead.';
}

function checkContent(messages: readonly WireMessage[]): string | null {
  for (const { role, texts, imageUrls } of messages) {
    if (role === 'system' && texts.join('') === '') return 'System prompt must have content';
    if (role !== 'user' && imageUrls.length > 0) {
      return `Image chunks are only allowed in user messages, but got one with role ${role}`;
    }
  }
  return null;
}

function checkCallIds(ids: readonly string[]): string | null {
  for (const [index, id] of ids.entries()) {
    if (id === '') return 'Tool call id has to be defined.';
    if (!TOOL_ID.test(id)) {
      return `Tool call id was ${id} but must be a-z, A-Z, 0-9, with a length of 9.`;
    }
    if (ids.indexOf(id) !== index) return `Duplicate tool call id ${id} in assistant message`;
  }
  return null;
}

function checkCalls(messages: readonly WireMessage[]): string | null {
  for (const [index, { toolCalls }] of messages.entries()) {
    if (toolCalls.length === 0) continue;
    const ids = toolCalls.map(({ id }) => shortenId(id));
    const wrongId = checkCallIds(ids);
    if (wrongId) return wrongId;
    const rest = messages.slice(index + 1);
    const end = rest.findIndex(({ role }) => role !== 'tool');
    const results = end === -1 ? rest : rest.slice(0, end);
    const foreign = results.find(({ toolCallId }) => !ids.includes(shortenId(toolCallId)));
    if (foreign) return `Unexpected tool call id ${foreign.toolCallId} in tool results`;
    if (results.length !== ids.length) {
      return 'Not the same number of function calls and responses';
    }
  }
  return null;
}

function checkTools(body: Fields): string | null {
  for (const { name, parameters } of readTools(body)) {
    if (typeof name !== 'string' || !FUNCTION_NAME.test(name)) {
      return `Function name was ${name} but must be a-z, A-Z, 0-9, or contain underscores and dashes, with a maximum length of 64.`;
    }
    if (parameters !== undefined && !isFields(parameters)) {
      return `Invalid tool schema: ${JSON.stringify(parameters)} is not an object`;
    }
  }
  return null;
}

/**
 * Checks a request as mistral-common behind vLLM does.
 *
 * @param isOlder - Whether it is 1.8, which has no user speak after a tool; else 1.11.
 * @returns Its words for the first fault; `null` when there is none.
 */
export function checkMistralMessages(
  messages: readonly WireMessage[],
  body: Fields,
  isOlder = false,
): string | null {
  if (body.chat_template !== undefined || body.chat_template_kwargs !== undefined) {
    return 'chat_template is not supported for Mistral tokenizers.';
  }
  return (
    checkTools(body) ??
    checkRoles(messages, isOlder) ??
    checkContent(messages) ??
    checkCalls(messages) ??
    checkEnd(messages, body)
  );
}
