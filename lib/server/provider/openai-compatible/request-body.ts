import 'server-only';
import { DETAIL_EDGE_PIXELS } from '@/lib/domain/image/image-detail';
import type { PromptMessage } from '@/lib/domain/prompt/prompt';
import type { ImageLimit, LoadImage, ProviderRequest } from '../provider';

type WirePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string } };

type WireMessage = {
  readonly role: PromptMessage['role'];
  readonly content: string | readonly WirePart[];
};

async function toWireMessage(
  message: PromptMessage,
  loadImage: LoadImage,
  limit: ImageLimit,
): Promise<WireMessage> {
  if (message.role !== 'user') return { role: message.role, content: message.text };
  // Some hosted models refuse lists of parts where a plain text would do.
  if (message.parts.every((part) => part.type === 'text')) {
    return { role: 'user', content: message.parts.map((part) => part.text).join('\n\n') };
  }
  const content = message.parts.map(async (part): Promise<WirePart> => {
    if (part.type === 'text') return part;
    const { mediaType, data } = await loadImage(part.attachment, {
      ...limit,
      longestEdge: DETAIL_EDGE_PIXELS[part.detail],
    });
    const base64 = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');
    return { type: 'image_url', image_url: { url: `data:${mediaType};base64,${base64}` } };
  });
  return { role: 'user', content: await Promise.all(content) };
}

/** Messages of a prompt in wire form, pictures inlined as data URLs. */
export function toWireMessages(
  { prompt, loadImage }: ProviderRequest,
  limit: ImageLimit,
): Promise<WireMessage[]> {
  return Promise.all(prompt.messages.map((message) => toWireMessage(message, loadImage, limit)));
}

/**
 * The body of one request: only fields that every known server takes.
 *
 * @param asksForUsage - Whether to ask for token counts at the end of the stream.
 */
export function writeRequestBody(
  { model, prompt }: Pick<ProviderRequest, 'model' | 'prompt'>,
  messages: readonly WireMessage[],
  asksForUsage: boolean,
): string {
  return JSON.stringify({
    model: model.upstreamModel,
    messages,
    temperature: prompt.settings.temperature,
    max_tokens: prompt.settings.maxOutputTokens,
    stream: true,
    ...(asksForUsage ? { stream_options: { include_usage: true } } : {}),
  });
}
