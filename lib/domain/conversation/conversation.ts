import type { AttachmentId, ConversationId, MessageId } from '../ids';
import type { ConversationSettings } from './conversation-settings';

/** A stored tree of messages. Times are milliseconds since 1970. */
export type Conversation = {
  readonly id: ConversationId;
  readonly title: string;
  /** The leaf now shown; follows the newest send. `null` while empty. */
  readonly headId: MessageId | null;
  /** Grows with each rename, move or other change a person makes; a stale one is refused. */
  readonly version: number;
  /** Kept at the top of the list; never of the archive. */
  readonly pinned: boolean;
  /** Out of the way, not gone. */
  readonly archived: boolean;
  /** Name of the folder it is in. */
  readonly folder: string | null;
  /** Whether an answer has ended that nobody has seen yet. */
  readonly isUnread: boolean;
  /** How its prompts are made. */
  readonly settings: ConversationSettings;
  readonly createdAt: number;
  readonly updatedAt: number;
};

/** What a person can change of a conversation; what is not named stays. */
export type ConversationChange = {
  readonly title?: string | undefined;
  readonly pinned?: boolean | undefined;
  readonly archived?: boolean | undefined;
  /** `null` takes it out of its folder. */
  readonly folder?: string | null | undefined;
  /** All of them; which ones a person changed is their business. */
  readonly settings?: ConversationSettings | undefined;
};

/** A line of the sidebar. */
export type ConversationSummary = Omit<Conversation, 'headId' | 'settings'> & {
  /** First picture of the conversation, for its thumbnail. */
  readonly thumbnailId: AttachmentId | null;
  /** Whether an answer is being written now. */
  readonly isRunning: boolean;
};

/** Conversations of one name. */
export type Folder = {
  readonly name: string;
  /** How many there are in it, beside archived ones. */
  readonly count: number;
};
