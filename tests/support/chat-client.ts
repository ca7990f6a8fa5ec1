import type { Attachment } from '@/lib/domain/attachment';
import { attachmentSchema, FILE_NAME_HEADER } from '@/lib/protocol/attachment';
import type { ChatRequest } from '@/lib/protocol/chat-request';
import { type ConversationTree, conversationTreeSchema } from '@/lib/protocol/conversations';
import { FrameReader } from './frame-reader';

/** A turn that the server has acknowledged by its start, and whose answer is being read. */
export type OpenTurn = {
  readonly reader: FrameReader;
  readonly conversationId: string;
  readonly generationId: string;
  readonly questionId: string;
  readonly answerId: string;
};

async function expectStatus(response: Response, status: number): Promise<Response> {
  if (response.status === status) return response;
  throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
}

/** What a browser asks of the app, over HTTP. */
export class ChatClient {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  /** @param headers - Sent with every request, such as a session's cookie. */
  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    this.#url = url;
    this.#headers = headers;
  }

  #fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = {
      ...this.#headers,
      ...(init.body ? { 'content-type': 'application/json' } : {}),
    };
    return fetch(this.#url + path, { ...init, headers: { ...headers, ...init.headers } });
  }

  /** @throws Error when it was not stored. */
  async upload(name: string, data: Uint8Array): Promise<Attachment> {
    const headers = { [FILE_NAME_HEADER]: name, 'content-type': 'image/png' };
    const body = new Uint8Array(data);
    const response = await this.#fetch('/api/attachments', { method: 'POST', body, headers });
    return attachmentSchema.parse(await (await expectStatus(response, 201)).json());
  }

  /** The bytes of a stored picture; `null` when there is none. */
  async picture(id: string): Promise<Buffer | null> {
    const response = await this.#fetch(`/api/attachments/${id}`);
    if (response.status === 404) return null;
    return Buffer.from(await (await expectStatus(response, 200)).arrayBuffer());
  }

  /** Sends a turn; it is acknowledged when this returns. */
  async send(request: ChatRequest): Promise<OpenTurn> {
    const body = JSON.stringify(request);
    const response = await this.#fetch('/api/chat', { method: 'POST', body });
    const reader = new FrameReader((await expectStatus(response, 200)).body);
    const { chunk } = await reader.until('start');
    const { conversationId, generationId, parentId } = reader.metadata;
    if (
      chunk.type !== 'start' ||
      !chunk.messageId ||
      !conversationId ||
      !generationId ||
      !parentId
    ) {
      throw new Error('a start says where it belongs');
    }
    return {
      reader,
      conversationId,
      generationId,
      questionId: parentId,
      answerId: chunk.messageId,
    };
  }

  /** The status that a turn is answered with; for those that should be refused. */
  async statusOf(request: ChatRequest): Promise<number> {
    const body = JSON.stringify(request);
    const response = await this.#fetch('/api/chat', { method: 'POST', body });
    await response.body?.cancel();
    return response.status;
  }

  /** Follows an answer from a number on; `null` when it does not run. */
  async follow(
    turn: Pick<OpenTurn, 'conversationId' | 'generationId'>,
    after: number,
  ): Promise<FrameReader | null> {
    const headers = { 'last-event-id': `${turn.generationId}:${after}` };
    const response = await this.#fetch(`/api/chat/${turn.conversationId}/stream`, { headers });
    if (response.status === 204) return null;
    return new FrameReader((await expectStatus(response, 200)).body);
  }

  async stop(conversationId: string): Promise<void> {
    const response = await this.#fetch(`/api/chat/${conversationId}/stop`, { method: 'POST' });
    await (await expectStatus(response, 200)).arrayBuffer();
  }

  async remove(conversationId: string): Promise<void> {
    const response = await this.#fetch(`/api/conversations/${conversationId}`, {
      method: 'DELETE',
    });
    await (await expectStatus(response, 204)).arrayBuffer();
  }

  /** A stored conversation; `null` when there is none. */
  async read(conversationId: string): Promise<ConversationTree | null> {
    const response = await this.#fetch(`/api/conversations/${conversationId}`);
    if (response.status === 404) return null;
    return conversationTreeSchema.parse(await (await expectStatus(response, 200)).json());
  }
}

type StoredMessage = ConversationTree['messages'][number];

/** The text of a stored message. */
export const textOf = ({ parts }: Pick<StoredMessage, 'parts'>): string =>
  parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');

/** The pictures of a stored message. */
export const attachmentIdsOf = ({ parts }: Pick<StoredMessage, 'parts'>): string[] =>
  parts.flatMap((part) => (part.type === 'file' ? [part.attachment.id] : []));
