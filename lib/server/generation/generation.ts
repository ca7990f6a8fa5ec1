import 'server-only';
import type { ConversationId, GenerationId, MessageId } from '@/lib/domain/ids';
import type { Actor } from '../actor';
import type { ChunkLog } from './chunk-log';

/** One run from a question to the end of its answer. It belongs to no request: closing the tab leaves it. */
export type Generation = {
  readonly id: GenerationId;
  readonly actor: Actor;
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  readonly log: ChunkLog;
  /** Ends it now; what was written so far is kept. */
  stop(): void;
  /** Ends it because this process does; the answer is `cut`. */
  cut(): void;
  /** Resolves when the answer is stored in its final state. */
  readonly ended: Promise<void>;
};
