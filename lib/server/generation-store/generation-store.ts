import 'server-only';
import type { ConversationId, GenerationId, MessageId } from '@/lib/domain/ids';
import type { Actor } from '../actor';

/** Chunks of one generation that follow each other, each as JSON text. */
export type ChunkBatch = {
  readonly generationId: GenerationId;
  /** Number of the first one. */
  readonly first: number;
  readonly chunks: readonly string[];
};

export type StoredChunks = {
  readonly batches: readonly ChunkBatch[];
  /** No more will come. */
  readonly isEnded: boolean;
};

export type RunningRow = { readonly id: GenerationId; readonly messageId: MessageId };

/** What a process hears when it says that it is alive. */
export type Pulse = {
  /** Generations that are not its own any more: deleted, or taken for dead. */
  readonly lost: readonly GenerationId[];
  /** Generations somebody wants stopped. */
  readonly stopRequested: readonly GenerationId[];
};

/**
 * Keeps what running generations have written, for a crash and for other processes. A process writes
 * only to generations that are its own and run; whoever was taken for dead has lost them.
 */
export interface GenerationStore {
  /** Whether other processes may run generations of the same store. */
  readonly isShared: boolean;
  /** Stores chunks of any number of generations at once; names those that are not its own any more. */
  append(batches: readonly ChunkBatch[]): Promise<readonly GenerationId[]>;
  /** Chunks from a number on, as far as they are stored. Nothing of an unknown generation. */
  readChunks(actor: Actor, id: GenerationId, after: number): Promise<StoredChunks>;
  /** What runs in a conversation, oldest first. */
  running(actor: Actor, conversationId: ConversationId): Promise<readonly RunningRow[]>;
  /** Whether anything of the actor runs. */
  isAnyRunning(actor: Actor): Promise<boolean>;
  /** Whether an earlier answer of the same conversation is still being written. */
  hasEarlier(id: GenerationId): Promise<boolean>;
  /** Asks whoever runs them to stop all generations of conversations, or of the actor; says how many. */
  requestStop(actor: Actor, conversationIds: readonly ConversationId[] | null): Promise<number>;
  /** Says that these generations of this process are alive. */
  beat(ids: readonly GenerationId[]): Promise<Pulse>;
  /**
   * Ends generations whose process has been silent that long: their answers are `cut`, with all that was
   * stored of them.
   *
   * @param silenceMs - 0 for all, where no other process can be running.
   * @param living - Those that this process runs itself, whatever the clocks say.
   * @returns How many.
   */
  cutAbandoned(silenceMs: number, living?: readonly GenerationId[]): Promise<number>;
  /** Deletes chunks that readers at other processes have had time to fetch. */
  removeOldChunks(): Promise<void>;
}
