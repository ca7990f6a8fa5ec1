import 'server-only';
import type { Conversation } from '@/lib/domain/conversation/conversation';
import type { AttachmentId, ConversationId } from '@/lib/domain/ids';
import type { AssistantMessage, UserMessage } from '@/lib/domain/message';
import type { Actor } from '../actor';

/** A conversation as it is stored, with what only an export needs. */
export type StoredSource = {
  /** What it is known by where it was imported from. */
  readonly importKey: string | null;
  /** SHA-256 of the bytes of each picture. */
  readonly hashes: ReadonlyMap<AttachmentId, string>;
};

type Placed<Message> = Omit<Message, 'conversationId'>;

/** A whole conversation that comes from elsewhere. Its ids are kept where they are free. */
export type NewConversation = Omit<Conversation, 'id'> & {
  readonly id: ConversationId;
  readonly importKey: string;
  /** Parents before children. Pictures are stored already. */
  readonly messages: readonly (Placed<UserMessage> | Placed<AssistantMessage>)[];
};

/** Reads conversations out as a whole and takes them in as a whole. */
export interface TransferStore {
  /** All conversations of the actor, in the order they were begun. */
  conversationIds(actor: Actor): Promise<ConversationId[]>;
  /** What an export needs beside the tree; `null` when there is no such conversation. */
  readSource(actor: Actor, id: ConversationId): Promise<StoredSource | null>;
  /** Whether the actor has a conversation with this key, or with this id. */
  hasConversation(actor: Actor, key: string, id?: ConversationId): Promise<boolean>;
  /**
   * Stores a conversation in one transaction. An id that is taken is replaced.
   *
   * @returns `null` when a conversation with its key is there already.
   */
  addConversation(actor: Actor, added: NewConversation): Promise<ConversationId | null>;
}
