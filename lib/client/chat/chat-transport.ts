import 'client-only';
import type { ChatTransport as AiChatTransport, UIMessageChunk } from 'ai';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConversationId } from '@/lib/domain/ids';
import type { ChatRequest } from '@/lib/protocol/chat-request';
import { type ChatMessage, chunkMetadataSchema } from '@/lib/protocol/ui-message';
import { jsonBody, request } from '../api/request-json';
import { followAnswer, type StreamBody } from './follow-answer';
import type { Frame } from './read-event-stream';

/** What a stream is made of. */
type Source = {
  first: StreamBody | null;
  /** Asks once more where the conversation is not known yet; the same send gives the same stream. */
  again(): Promise<StreamBody | null>;
  signal: AbortSignal | undefined;
};

/**
 * How `useChat` talks to our server: a send names its place in the stored tree and carries no history;
 * a broken connection is resumed; an answer that runs already can be followed from its beginning.
 */
export class ChatTransport implements AiChatTransport<ChatMessage> {
  readonly resumeStreamIsReplay = true;
  /** Known once the conversation is stored. */
  conversationId: ConversationId | null;
  /** Idempotency key of the last send, and of the last one that the server has taken. */
  lastKey: string | null = null;
  acceptedKey: string | null = null;
  /** Whether the last look for a running answer found one. */
  hasResumed = false;
  readonly #wait: (ms: number) => Promise<unknown>;

  /** @param wait - Waits that many milliseconds; tests need not. */
  constructor(
    conversationId: ConversationId | null,
    wait = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms)),
  ) {
    this.conversationId = conversationId;
    this.#wait = wait;
  }

  /** @throws AppError before the first chunk. */
  async sendMessages({
    body,
    abortSignal: signal,
  }: Parameters<AiChatTransport<ChatMessage>['sendMessages']>[0]) {
    // `useChat` passes our own request through as it is; the server parses it.
    const chatRequest = body as ChatRequest;
    this.lastKey = chatRequest.idempotencyKey;
    // Not aborted on its way: the server may have taken it already, and then it must not be sent again.
    const send = async () => (await request('/api/chat', jsonBody('POST', chatRequest))).body;
    const first = await send();
    this.acceptedKey = chatRequest.idempotencyKey;
    return this.#follow({ first, again: send, signal });
  }

  async reconnectToStream({
    abortSignal: signal,
  }: Parameters<AiChatTransport<ChatMessage>['reconnectToStream']>[0]) {
    const { conversationId } = this;
    if (!conversationId) return null;
    const first = await openStream(conversationId, null, signal);
    this.hasResumed = first !== null;
    return first && this.#follow({ first, again: async () => null, signal });
  }

  #follow({ first, again, signal }: Source): ReadableStream<UIMessageChunk> {
    if (!first) throw new AppError('internal');
    let { conversationId } = this;
    const resume = (last: Frame | null) =>
      conversationId ? openStream(conversationId, last, signal) : again();
    const learn = (chunk: UIMessageChunk) => {
      if (chunk.type === 'start') conversationId ??= conversationOf(chunk.messageMetadata);
    };
    return followAnswer({ first, resume, onChunk: learn, wait: this.#wait, signal });
  }
}

function conversationOf(metadata: unknown): ConversationId | null {
  return chunkMetadataSchema.safeParse(metadata).data?.conversationId ?? null;
}

/** The stream of a conversation's answer behind a frame; `null` when it does not run any more. */
async function openStream(
  conversationId: ConversationId,
  last: Frame | null,
  signal: AbortSignal | undefined,
): Promise<StreamBody | null> {
  const response = await request(
    `/api/chat/${conversationId}/stream?after=${last?.sequence ?? 0}`,
    { headers: last ? { 'last-event-id': last.id } : {}, signal: signal ?? null },
  );
  return response.status === 204 ? null : response.body;
}
