import type { Attachment } from '@/lib/domain/attachment';
import type { Actor } from '@/lib/server/actor';
import type { ConversationStore } from '@/lib/server/conversation-store/conversation-store';

/** A store of its own for one test, with what the contract needs around it. */
export type OpenedStore = {
  readonly store: ConversationStore;
  /** What the store takes for now, in milliseconds since 1970; a test may set it. */
  readonly clock: { now: number };
  /** Makes an attachment known, so that questions can refer to it. */
  addAttachment(actor: Actor, attachment: Attachment): Promise<void>;
  /** Rows of all tables that hold conversations: 0 when nothing is left behind. */
  countRows(): Promise<number>;
  close(): Promise<void>;
};
