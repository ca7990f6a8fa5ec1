import type { WireMessage, WireTool } from './wire';

/**
 * What mistral-common 1.8.6 refuses a request for, by its own validator (`request.py`, v13, serving
 * mode): the strictest of the releases in the field. Written from its source, apart from ours.
 */
const ID = /^[a-zA-Z0-9]{9}$/;
const NAME = /^[a-zA-Z0-9_-]{1,64}$/;
const MAY_FOLLOW: Record<string, string> = {
  system: 'user assistant system',
  user: 'assistant system user',
  assistant: 'assistant user tool',
  tool: 'assistant tool',
};

function* orderFaults(messages: WireMessage[]) {
  if (messages.length === 0) yield 'Conversation must have at least one message';
  if (!['user', 'system'].includes(messages[0]?.role ?? '')) yield 'Conversation must start so';
  for (let at = 1; at < messages.length; at += 1) {
    const [before, role] = [messages[at - 1]?.role ?? '', messages[at]?.role ?? ''];
    if (!MAY_FOLLOW[before]?.split(' ').includes(role)) {
      yield `Unexpected role '${role}' after role '${before}'`;
    }
  }
  const last = messages.at(-1)?.role;
  if (last !== 'user' && last !== 'tool') yield `Expected last role User or Tool, got ${last}`;
}

function* contentFaults(messages: WireMessage[]) {
  for (const { role, content, tool_calls: calls } of messages) {
    const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
    if (role !== 'user' && parts.some(({ type }) => type !== 'text')) yield 'pictures elsewhere';
    if (role === 'user' && parts.length === 0) yield 'a user message without parts';
    const isEmpty = parts.every(({ type, text }) => type === 'text' && !text);
    if (role === 'system' && isEmpty) yield 'System prompt must have content';
    if (role === 'assistant' && isEmpty && !calls?.length) yield 'an empty assistant message';
    if (calls?.length === 0) yield 'an empty list of calls';
  }
}

function* callFaults(messages: WireMessage[]) {
  let open: string[] = [];
  for (const { role, tool_calls: calls = [], tool_call_id: id } of messages) {
    if (role === 'tool') {
      if (!id || !ID.test(id)) yield `Tool call id was ${id}`;
      if (!open.includes(id ?? '')) yield `Unexpected tool call id ${id} in tool results`;
      open = open.filter((each) => each !== id);
      continue;
    }
    if (open.length > 0) yield 'Not the same number of function calls and responses';
    open = calls.map((call) => call.id);
    if (new Set(open).size < open.length) yield 'Duplicate tool call id';
    for (const call of calls) {
      if (!ID.test(call.id)) yield `Tool call id was ${call.id}`;
      if (!NAME.test(call.function.name)) yield `Function name was ${call.function.name}`;
    }
  }
  if (open.length > 0) yield 'Not the same number of function calls and responses';
}

function* toolFaults(tools: WireTool[] | undefined) {
  if (tools?.length === 0) yield '`tools` must not be an empty array';
  for (const { name, parameters } of tools ?? []) {
    if (!NAME.test(name)) yield `Function name was ${name}`;
    const { properties, required } = parameters;
    if (parameters.type !== 'object') yield 'Invalid tool schema: no object';
    if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) {
      yield 'Invalid tool schema: properties';
    } else if (
      Object.values(properties).some(
        (each) => typeof each !== 'boolean' && (typeof each !== 'object' || Array.isArray(each)),
      )
    ) {
      yield 'Invalid tool schema: a property';
    }
    if (required !== undefined && !Array.isArray(required)) yield 'Invalid tool schema: required';
  }
  const names = (tools ?? []).map(({ name }) => name);
  if (new Set(names).size < names.length) yield 'a name twice';
}

/** Its faults, in its own words where it has some. */
export function mistralCommonFaults(messages: WireMessage[], tools?: WireTool[]): string[] {
  return [
    ...orderFaults(messages),
    ...contentFaults(messages),
    ...callFaults(messages),
    ...toolFaults(tools),
  ];
}
