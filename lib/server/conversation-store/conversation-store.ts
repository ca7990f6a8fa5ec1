import 'server-only';
import type { Attachment } from '@/lib/domain/attachment';
import type {
  Conversation,
  ConversationChange,
  ConversationSummary,
  Folder,
} from '@/lib/domain/conversation/conversation';
import type { ConversationSettings } from '@/lib/domain/conversation/conversation-settings';
import type { ConversationId, GenerationId, MessageId } from '@/lib/domain/ids';
import type {
  AnswerCall,
  AssistantMessage,
  Message,
  MessagePart,
  MessageStatus,
} from '@/lib/domain/message';
import type { Actor } from '../actor';
import type { ChunkBatch } from '../generation-store/generation-store';

/** A question to be stored: ids are chosen by the caller, so that the same send twice is one. */
export type NewQuestion = {
  readonly id: MessageId;
  readonly parentId: MessageId | null;
  readonly text: string;
  readonly attachments: readonly Attachment[];
};

export type NewTurn = {
  /** `null` creates the conversation. */
  readonly conversationId: ConversationId | null;
  /** Whether a new conversation is never to be written to disk. */
  readonly isTemporary?: boolean | undefined;
  /** Of a new conversation. */
  readonly settings?: ConversationSettings | undefined;
  /** A question, or the message that is answered (again). */
  readonly question: NewQuestion | { readonly answerTo: MessageId };
  readonly call: AnswerCall;
  /** Parts the answer begins with, when it continues another one. */
  readonly initialParts: readonly MessagePart[];
  readonly idempotencyKey: string;
};

export type StoredTurn = {
  readonly conversationId: ConversationId;
  readonly generationId: GenerationId;
  readonly answer: AssistantMessage;
};

/** An answer that waited, with what was decided about its calls. */
export type ResumedTurn = {
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  readonly parts: readonly MessagePart[];
  readonly idempotencyKey: string;
};

/** How an answer ended, and what is known of it then. */
export type AnswerUpdate = Pick<AssistantMessage, 'parts'> & {
  readonly status: Exclude<MessageStatus, 'streaming'>;
} & Partial<
    Pick<
      AssistantMessage,
      'call' | 'finishReason' | 'usage' | 'timing' | 'note' | 'verdict' | 'errorCode' | 'requestId'
    >
  >;

export type StoredTree = {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
};

/** A place in the list of conversations: behind one of them, as it stood when it was listed. */
export type ListPlace = Pick<Conversation, 'updatedAt' | 'id'>;

/** Which conversations are listed: unless said otherwise those that are neither pinned nor archived. */
export type ListPage = {
  readonly archived?: boolean;
  readonly pinned?: boolean;
  /** `null` for whatever folder, or none. */
  readonly folder?: string | null;
  /** The last one of the page before. */
  readonly before: ListPlace | null;
  /** `null` for all there are. */
  readonly limit: number | null;
};

/**
 * Keeps conversations. Foreign and unknown ids are the same to it: `null`, or AppError `not-found`.
 * When a method that writes has returned, what it wrote is on the disk.
 */
export interface ConversationStore {
  /** Newest first. */
  list(actor: Actor, page: ListPage): Promise<ConversationSummary[]>;
  /** The folders that conversations outside of the archive are in, by name. */
  folders(actor: Actor): Promise<Folder[]>;
  read(actor: Actor, id: ConversationId): Promise<StoredTree | null>;
  /** Whether it is there, without reading its messages. */
  has(actor: Actor, id: ConversationId): Promise<boolean>;
  /**
   * @throws AppError `not-found`; `conflict` when the version is stale.
   */
  change(
    actor: Actor,
    id: ConversationId,
    change: ConversationChange & { version: number },
  ): Promise<Conversation>;
  /** Changes many at once, whatever their version, all or none; returns how many were there. */
  changeAll(
    actor: Actor,
    ids: readonly ConversationId[],
    change: ConversationChange,
  ): Promise<number>;
  /** Notes that a person has seen the answers. `false` when there is no such conversation. */
  markSeen(actor: Actor, id: ConversationId): Promise<boolean>;
  /**
   * Makes a new conversation of the messages from the root to one of them, in the same folder.
   *
   * @throws AppError `not-found`; `conflict` when one of them is still being written.
   */
  fork(actor: Actor, source: { id: ConversationId; messageId: MessageId }): Promise<Conversation>;
  /** Deletes it with its messages, the pictures that only they use and what was decided there about tools. `false` when there was none. */
  remove(actor: Actor, id: ConversationId): Promise<boolean>;
  /** Deletes many at once, as `remove` does, all or none; returns how many were there. */
  removeMany(actor: Actor, ids: readonly ConversationId[]): Promise<number>;
  /** Deletes everything of the actor, pictures that were not sent yet among it. */
  removeAll(actor: Actor): Promise<void>;
  /**
   * Stores a question and the empty answer to it, in one transaction, and moves the head there.
   *
   * @throws AppError `not-found` when the conversation or the parent is not there; `request-invalid`
   * when the parent has the wrong role; `conflict` when the key was used or the question's id is taken.
   */
  addTurn(actor: Actor, turn: NewTurn): Promise<StoredTurn>;
  /**
   * Stores what was decided about an answer that waits, which is written on from then on, and moves the head
   * there.
   *
   * @throws AppError `not-found`; `conflict` when it does not wait (any more) or the key was used.
   */
  resumeTurn(actor: Actor, turn: ResumedTurn): Promise<StoredTurn>;
  /** The turn a send with this key has made before. */
  findTurn(actor: Actor, idempotencyKey: string): Promise<StoredTurn | null>;
  /**
   * Stores how an answer ended, and with it the end of its generation; its conversation is unread then.
   * A deleted answer stays deleted, one that has ended stays as it is, one that another process took
   * over is that one's.
   *
   * @param tail - Chunks that are not stored yet, for readers at other processes.
   */
  saveAnswer(
    actor: Actor,
    id: MessageId,
    update: AnswerUpdate,
    tail?: ChunkBatch | null,
  ): Promise<void>;
}
