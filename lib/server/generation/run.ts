import 'server-only';
import type { ModelDescriptor } from '@/lib/domain/model';
import type { Actor } from '../actor';
import type { StoredTurn } from '../conversation-store/conversation-store';
import type { ChunkLog } from './chunk-log';
import type { AnswerWriter } from './write-answer';

/** What a run is about. */
export type Run = {
  readonly actor: Actor;
  readonly turn: StoredTurn;
  readonly model: ModelDescriptor;
  readonly timeZone: string;
  readonly isContinuation: boolean;
  readonly requestId: string;
  readonly log: ChunkLog;
  readonly writer: AnswerWriter;
  /** Aborted with the reason `stopped` or `cut`. */
  readonly signal: AbortSignal;
};
