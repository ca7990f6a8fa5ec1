import 'server-only';
import type { Attachment } from '@/lib/domain/attachment';
import type { Conversation, ConversationSummary } from '@/lib/domain/conversation/conversation';
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

/** How an answer ended, and what is known of it then. */
export type AnswerUpdate = Pick<AssistantMessage, 'parts'> & {
  readonly status: Exclude<MessageStatus, 'streaming'>;
} & Partial<
    Pick<
      AssistantMessage,
      'call' | 'finishReason' | 'usage' | 'timing' | 'note' | 'errorCode' | 'requestId'
    >
  >;

export type StoredTree = {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
};

/** A place in the list of conversations: behind one of them, as it stood when it was listed. */
export type ListPlace = Pick<Conversation, 'updatedAt' | 'id'>;

/**
 * Keeps conversations. Foreign and unknown ids are the same to it: `null`, or AppError `not-found`.
 * When a method that writes has returned, what it wrote is on the disk.
 */
export interface ConversationStore {
  /** Newest first. `before` is the last one of the page before. */
  list(
    actor: Actor,
    page: { before: ListPlace | null; limit: number },
  ): Promise<Omit<ConversationSummary, 'isRunning'>[]>;
  read(actor: Actor, id: ConversationId): Promise<StoredTree | null>;
  /**
   * @throws AppError `not-found`; `conflict` when the version is stale.
   */
  rename(
    actor: Actor,
    id: ConversationId,
    change: { title: string; version: number },
  ): Promise<Conversation>;
  /** Deletes it with its messages and the pictures that only they use. `false` when there was none. */
  remove(actor: Actor, id: ConversationId): Promise<boolean>;
  /** Deletes everything of the actor. */
  removeAll(actor: Actor): Promise<void>;
  /**
   * Stores a question and the empty answer to it, in one transaction, and moves the head there.
   *
   * @throws AppError `not-found` when the conversation or the parent is not there; `request-invalid`
   * when the parent has the wrong role; `conflict` when the key was used or the question's id is taken.
   */
  addTurn(actor: Actor, turn: NewTurn): Promise<StoredTurn>;
  /** The turn a send with this key has made before. */
  findTurn(actor: Actor, idempotencyKey: string): Promise<StoredTurn | null>;
  /**
   * Stores how an answer ended, and with it the end of its generation. A deleted answer stays deleted,
   * one that has ended stays as it is, one that another process took over is that one's.
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
