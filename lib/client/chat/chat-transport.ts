import 'client-only';
import type { ChatTransport as AiChatTransport, UIMessageChunk } from 'ai';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConversationId } from '@/lib/domain/ids';
import type { ChatRequest } from '@/lib/protocol/chat-request';
import { type ChatMessage, chunkMetadataSchema } from '@/lib/protocol/ui-message';
import { jsonBody, request } from '../api/request-json';
import { followAnswerRelay, openAnswerRelay } from '../tabs/answer-relay';
import { canShareStreams, isTabHidden, takeStreamSlot } from '../tabs/stream-slots';
import { ConnectionState } from './connection-state';
import { chunksOf, followAnswer, type StreamBody } from './follow-answer';
import type { Frame } from './read-event-stream';
import { SharedAnswer } from './shared-answer';

/** What a stream is made of. */
type Source = {
  first: StreamBody | null;
  /** Asks once more where the conversation is not known yet; the same send gives the same stream. */
  again(): Promise<StreamBody | null>;
  signal: AbortSignal | undefined;
  shared: SharedAnswer;
};

type Resume = Parameters<AiChatTransport<ChatMessage>['reconnectToStream']>[0];

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
  /** Told once when the server has taken the next send. */
  onTaken: (() => void) | null = null;
  /** Whether the last look for a running answer found one that can be followed. */
  hasResumed = false;
  /** Whether it found that this browser has no connection to spare: the store must be looked at. */
  isCrowdedOut = false;
  readonly connection = new ConnectionState();
  #hasGivenWay = false;
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
    this.onTaken?.();
    this.onTaken = null;
    const shared = new SharedAnswer(await takeStreamSlot());
    return this.#follow({ first, again: send, signal, shared });
  }

  /** Follows the answer that runs: as another tab does where one streams it, else by a connection of its own. */
  async reconnectToStream({ abortSignal: signal }: Resume) {
    this.hasResumed = false;
    this.isCrowdedOut = false;
    const { conversationId } = this;
    if (!conversationId) return null;
    const relay = canShareStreams() ? await openAnswerRelay(conversationId) : null;
    if (!relay && canShareStreams()) {
      this.hasResumed = true;
      return chunksOf(followAnswerRelay(conversationId, signal));
    }
    const slot = await this.#takeSlot();
    const shared = new SharedAnswer(slot, relay);
    this.isCrowdedOut = slot === null;
    try {
      const first = slot && (await openStream(conversationId, null, signal));
      this.hasResumed = first !== null;
      if (first) return this.#follow({ first, again: async () => null, signal, shared });
    } finally {
      if (!this.hasResumed) shared.end(false);
    }
    return null;
  }

  /** A tab that gave its connection up takes none before it is looked at. */
  async #takeSlot() {
    if (this.#hasGivenWay && isTabHidden()) return null;
    this.#hasGivenWay = false;
    return takeStreamSlot();
  }

  #follow({ first, again, signal, shared }: Source): ReadableStream<UIMessageChunk> {
    if (!first) throw new AppError('internal');
    let { conversationId } = this;
    const left = signal ? AbortSignal.any([signal, shared.left]) : shared.left;
    shared.left.addEventListener('abort', () => {
      this.#hasGivenWay = true;
    });
    return followAnswer({
      first,
      resume: (last) => (conversationId ? openStream(conversationId, last, left) : again()),
      onFrame(frame, chunk) {
        if (chunk.type === 'start') {
          conversationId ??= conversationOf(chunk.messageMetadata);
          shared.begin(conversationId);
        }
        shared.pass(frame);
      },
      onConnection: this.connection.set,
      onEnd: (isComplete) => shared.end(isComplete),
      wait: this.#wait,
      signal: left,
    });
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
