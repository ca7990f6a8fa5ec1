import 'server-only';
import { DETAIL_EDGE_PIXELS } from '@/lib/domain/image/image-detail';
import type {
  PromptMessage,
  PromptToolCall,
  PromptUserPart,
  ResponseFormat,
} from '@/lib/domain/prompt/prompt';
import { formatWords, withFormatWords } from '@/lib/domain/structured/format-words';
import type { ImageLimit, LoadImage, ProviderRequest } from '../provider';
import { type RequestPlan, saysFormat, writeOptionalFields } from './optional-values';

type WirePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string } };

type WireCall = {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
};

type WireMessage = {
  readonly role: PromptMessage['role'];
  readonly content: string | readonly WirePart[];
  readonly tool_calls?: readonly WireCall[];
  readonly tool_call_id?: string;
  readonly name?: string;
};

function toWireCall({ id, name, arguments: text }: PromptToolCall): WireCall {
  return { id, type: 'function', function: { name, arguments: text } };
}

async function toWireContent(
  parts: readonly PromptUserPart[],
  loadImage: LoadImage,
  limit: ImageLimit,
): Promise<WireMessage['content']> {
  // Some hosted models refuse lists of parts where a plain text would do.
  if (parts.every((part) => part.type === 'text')) {
    return parts.map((part) => part.text).join('\n\n');
  }
  const content = parts.map(async (part): Promise<WirePart> => {
    if (part.type === 'text') return part;
    const longestEdge = DETAIL_EDGE_PIXELS[part.detail];
    const image = await loadImage(part.attachment, { ...limit, longestEdge });
    const { mediaType, data, reference } = image;
    if (reference !== undefined) return { type: 'image_url', image_url: { url: reference } };
    const base64 = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');
    return { type: 'image_url', image_url: { url: `data:${mediaType};base64,${base64}` } };
  });
  return Promise.all(content);
}

async function toWireMessage(
  message: PromptMessage,
  loadImage: LoadImage,
  limit: ImageLimit,
): Promise<WireMessage> {
  switch (message.role) {
    case 'system':
      return { role: 'system', content: message.text };
    case 'user':
      return { role: 'user', content: await toWireContent(message.parts, loadImage, limit) };
    case 'assistant': {
      const calls = message.toolCalls?.length
        ? { tool_calls: message.toolCalls.map(toWireCall) }
        : {};
      return { role: 'assistant', content: message.text, ...calls };
    }
    case 'tool': {
      const { toolCallId, name, text } = message;
      return { role: 'tool', tool_call_id: toolCallId, name, content: text };
    }
  }
}

/** Messages of a prompt in wire form, pictures inlined as data URLs. Reasoning is never sent back. */
export function toWireMessages(
  { prompt, loadImage }: ProviderRequest,
  limit: ImageLimit,
): Promise<WireMessage[]> {
  return Promise.all(prompt.messages.map((message) => toWireMessage(message, loadImage, limit)));
}

/** Messages with the form of the answer in words, at the end of what the model is told first. */
function withFormat(
  messages: readonly WireMessage[],
  format: ResponseFormat,
): readonly WireMessage[] {
  const [first, ...rest] = messages;
  if (first?.role !== 'system' || typeof first.content !== 'string') {
    return [{ role: 'system', content: formatWords(format) }, ...messages];
  }
  return [{ ...first, content: withFormatWords(first.content, format) }, ...rest];
}

/** The body of one request: fields that every known server takes, and the optional ones of its plan. */
export function writeRequestBody(
  { model, prompt }: Pick<ProviderRequest, 'model' | 'prompt'>,
  messages: readonly WireMessage[],
  plan: RequestPlan,
): string {
  const { responseFormat } = prompt;
  const isSaid = responseFormat !== undefined && saysFormat(prompt, plan);
  return JSON.stringify({
    model: model.upstreamModel,
    messages: isSaid ? withFormat(messages, responseFormat) : messages,
    temperature: prompt.settings.temperature,
    max_tokens: prompt.settings.maxOutputTokens,
    stream: plan.isStream,
    ...writeOptionalFields(prompt, plan),
  });
}
