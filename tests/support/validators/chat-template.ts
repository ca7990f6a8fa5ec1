import type { WireMessage } from './wire';

/**
 * What the chat template of December 2025 (`chat_template.jinja` of the Ministral 3 repositories, as
 * llama.cpp, transformers and vLLM's `hf` mode run it) raises for a conversation. Told line by line,
 * apart from ours. Older templates of the family want ids of nine letters and digits; so does this.
 */
export function chatTemplateFault(messages: WireMessage[]): string | null {
  const [first, ...others] = messages;
  // Without a system message it inserts a persona of its own, which is no fault to it, but to us.
  if (first?.role !== 'system') return 'a system prompt of its own';
  let index = 0;
  for (const { role, tool_calls: calls } of others) {
    const counts = role === 'user' || (role === 'assistant' && !calls?.length);
    if (!counts) continue;
    if ((role === 'user') !== (index % 2 === 0)) {
      return 'After the optional system message, conversation roles must alternate user and assistant roles except for tool calls and results.';
    }
    index += 1;
  }
  for (const { role, content, tool_calls: calls = [] } of others) {
    if (!['user', 'assistant', 'tool'].includes(role)) {
      return `Only user, assistant and tool roles are supported, got ${role}.`;
    }
    if (role === 'assistant' && content.length === 0 && calls.length === 0) {
      return 'Assistant message must have a string or a list of chunks in content or a list of tool calls.';
    }
    if (role === 'user' && content.length === 0) return 'User message must have content.';
    for (const { id, function: called } of calls) {
      if (id.length !== 9) return 'Tool call IDs should be alphanumeric strings with length 9!';
      // What Ollama checks of a history, in whose template this is.
      const given: unknown = JSON.parse(called.arguments);
      const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
      if (!isObject) return 'invalid tool call arguments';
    }
  }
  return null;
}
