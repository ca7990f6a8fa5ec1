import type { AttachmentId, ConversationId, MessageId } from '../ids';

/** A stored tree of messages. Times are milliseconds since 1970. */
export type Conversation = {
  readonly id: ConversationId;
  readonly title: string;
  /** The leaf now shown; follows the newest send. `null` while empty. */
  readonly headId: MessageId | null;
  /** Grows with each rename or change of settings; a stale one is refused. */
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
};

/** A line of the sidebar. */
export type ConversationSummary = Omit<Conversation, 'headId'> & {
  /** First picture of the conversation, for its thumbnail. */
  readonly thumbnailId: AttachmentId | null;
  /** Whether an answer is being written now. */
  readonly isRunning: boolean;
};
