import 'client-only';
import type { ChatTransport as AiChatTransport, UIMessageChunk } from 'ai';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConversationId } from '@/lib/domain/ids';
import type { ChatRequest } from '@/lib/protocol/chat-request';
import type { ChatMessage } from '@/lib/protocol/ui-message';
import { jsonBody, request } from '../api/request-json';
import { type Frame, readEventStream } from './read-event-stream';

/** Waits before a broken stream is taken up again, in milliseconds; after the last one it counts as lost. */
const RECONNECT_DELAYS_MS = [0, 500, 1_000, 2_000, 4_000, 8_000];

type Body = ReadableStream<Uint8Array>;
type Reconnect = (after: number) => Promise<Body | null>;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks for the rest of a stream until the server answers; `null` when nothing runs any more. */
async function reconnectPatiently(
  reconnect: Reconnect,
  after: number,
  signal: AbortSignal | undefined,
): Promise<Body | null> {
  let lastError: unknown;
  for (const delay of RECONNECT_DELAYS_MS) {
    if (signal?.aborted) return null;
    await wait(delay);
    try {
      return await reconnect(after);
    } catch (error) {
      // Only an unreachable server is worth another try.
      if (!(error instanceof AppError && error.code === 'network')) throw error;
      lastError = error;
    }
  }
  throw lastError;
}

async function nextFrame(reader: ReadableStreamDefaultReader<Frame>) {
  try {
    return await reader.read();
  } catch {
    // A connection that breaks is the same as one that ends early: the rest is asked for.
    return { done: true, value: undefined } as const;
  }
}

/** The chunks of an answer; a connection that ends before the end sign is taken up where it broke. */
async function* readChunks(
  first: Body,
  reconnect: Reconnect,
  signal: AbortSignal | undefined,
): AsyncGenerator<UIMessageChunk> {
  let body: Body | null = first;
  let last = 0;
  while (body && !signal?.aborted) {
    const reader = readEventStream(body).getReader();
    for (let next = await nextFrame(reader); !next.done; next = await nextFrame(reader)) {
      if (next.value === null) return;
      last = next.value.sequence;
      // Our own server's stream; the AI SDK checks what it uses of it.
      yield JSON.parse(next.value.data) as UIMessageChunk;
    }
    body = await reconnectPatiently(reconnect, last, signal);
  }
}

function toStream(chunks: AsyncGenerator<UIMessageChunk>): ReadableStream<UIMessageChunk> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}

/**
 * How `useChat` talks to our server: a send names its place in the stored tree and carries no history;
 * a broken connection is resumed; an answer that runs already can be followed from its beginning.
 */
export class ChatTransport implements AiChatTransport<ChatMessage> {
  readonly resumeStreamIsReplay = true;
  /** Known once the conversation is stored. */
  conversationId: ConversationId | null;
  /** Idempotency key of the last send that the server has taken. */
  acceptedKey: string | null = null;

  constructor(conversationId: ConversationId | null) {
    this.conversationId = conversationId;
  }

  /** @throws AppError before the first chunk. */
  async sendMessages({
    body,
    abortSignal,
  }: Parameters<AiChatTransport<ChatMessage>['sendMessages']>[0]) {
    // `useChat` passes our own request through as it is; the server parses it.
    const chatRequest = body as ChatRequest;
    const response = await request('/api/chat', {
      ...jsonBody('POST', chatRequest),
      signal: abortSignal ?? null,
    });
    this.acceptedKey = chatRequest.idempotencyKey;
    return this.#follow(response.body, abortSignal);
  }

  async reconnectToStream({
    abortSignal,
  }: Parameters<AiChatTransport<ChatMessage>['reconnectToStream']>[0]) {
    const body = await this.#open(0, abortSignal);
    return body && this.#follow(body, abortSignal);
  }

  #follow(body: Body | null, signal: AbortSignal | undefined): ReadableStream<UIMessageChunk> {
    if (!body) throw new AppError('internal');
    return toStream(readChunks(body, (after) => this.#open(after, signal), signal));
  }

  async #open(after: number, signal: AbortSignal | undefined): Promise<Body | null> {
    if (!this.conversationId) return null;
    const path = `/api/chat/${this.conversationId}/stream?after=${after}`;
    const response = await request(path, { signal: signal ?? null });
    return response.status === 204 ? null : response.body;
  }
}
