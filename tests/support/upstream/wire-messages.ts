import { type Fields, isFields } from './exchange';

/** A message of a request, read leniently: checking it is the profiles' business. */
export type WireMessage = {
  readonly role: string;
  readonly texts: readonly string[];
  readonly imageUrls: readonly string[];
  readonly toolCalls: readonly Fields[];
  readonly toolCallId: string | undefined;
};

function readParts(content: unknown): readonly Fields[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return Array.isArray(content) ? content.filter(isFields) : [];
}

function readImageUrl({ image_url: image }: Fields): string {
  if (typeof image === 'string') return image;
  return isFields(image) && typeof image.url === 'string' ? image.url : '';
}

function readMessage(value: unknown): WireMessage {
  const fields = isFields(value) ? value : {};
  const parts = readParts(fields.content);
  return {
    role: typeof fields.role === 'string' ? fields.role : '',
    texts: parts.flatMap(({ text }) => (typeof text === 'string' ? [text] : [])),
    imageUrls: parts.filter(({ type }) => type === 'image_url').map(readImageUrl),
    toolCalls: Array.isArray(fields.tool_calls) ? fields.tool_calls.filter(isFields) : [],
    toolCallId: typeof fields.tool_call_id === 'string' ? fields.tool_call_id : undefined,
  };
}

/** The messages of a chat request. */
export function readMessages(body: Fields): readonly WireMessage[] {
  return Array.isArray(body.messages) ? body.messages.map(readMessage) : [];
}

/** Names of the tools a request offers. */
export function readTools(body: Fields): readonly Fields[] {
  const tools = Array.isArray(body.tools) ? body.tools.filter(isFields) : [];
  return tools.flatMap((tool) => (isFields(tool.function) ? [tool.function] : []));
}

/** The model's name without a scenario that was hung onto it. */
export function readModel(body: Fields): string {
  return typeof body.model === 'string' ? body.model.replace(/#.*$/, '') : '';
}
