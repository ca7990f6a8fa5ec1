import 'server-only';
import type { FoldedAnswer } from '@/lib/domain/generation/apply-chunk';
import type { ConversationId, GenerationId, MessageId } from '@/lib/domain/ids';
import type { Actor } from '../actor';

/** An answer that is being written, here or at another process. */
export type RunningAnswer = {
  readonly id: GenerationId;
  readonly messageId: MessageId;
  /** The frames after a number; see `ChunkLog.read`. */
  read(after: number): ReadableStream<Uint8Array>;
};

/** One run of this process from a question to the end of its answer. It belongs to no request: closing the tab leaves it. */
export type Generation = RunningAnswer & {
  readonly actor: Actor;
  readonly conversationId: ConversationId;
  /** The answer so far. */
  answer(): FoldedAnswer;
  /** Ends it now; what was written so far is kept. */
  stop(): void;
  /** Ends it because this process does; the answer is `cut`. */
  cut(): void;
  /** Resolves when the answer is stored in its final state. */
  readonly ended: Promise<void>;
};
