import type { JsonObject, PromptMessage, ToolDefinition } from '@/lib/domain/prompt/prompt';

type Part = { type: string; text?: string };
export type WireCall = { id: string; function: { name: string; arguments: string } };

/** A message as a server reads it. */
export type WireMessage = {
  role: string;
  content: string | Part[];
  tool_calls?: WireCall[];
  tool_call_id?: string;
  name?: string;
};
export type WireTool = { name: string; parameters: JsonObject };

function toWireMessage(message: PromptMessage): WireMessage {
  const { role } = message;
  if (role === 'user') {
    const content = message.parts.map((part) =>
      part.type === 'text' ? part : { type: 'image_url' },
    );
    return { role, content };
  }
  const { text: content } = message;
  if (role === 'tool')
    return { role, content, tool_call_id: message.toolCallId, name: message.name };
  if (role === 'system' || !message.toolCalls) return { role, content };
  const calls = message.toolCalls.map(({ id, ...called }) => ({ id, function: called }));
  return { role, content, tool_calls: calls };
}

/** A prompt in the form of a request, pictures without their bytes. */
export const toWire = (messages: readonly PromptMessage[]): WireMessage[] =>
  messages.map(toWireMessage);

export const toWireTools = (tools: readonly ToolDefinition[] | undefined): WireTool[] | undefined =>
  tools?.map(({ name, parameters }) => ({ name, parameters }));
