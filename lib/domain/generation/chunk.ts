import type { ErrorCode } from '../errors/error-codes';
import type { ConversationId, GenerationId, MessageId } from '../ids';
import type {
  AnswerCall,
  AnswerNote,
  FinishReason,
  MessageStatus,
  Timing,
  ToolOutput,
  Usage,
} from '../message';
import type { JsonValue } from '../prompt/prompt';
import type { Verdict } from '../structured/verdict';
import type { QueuePlace } from './queue-place';

/**
 * Facts about an answer that travel beside its text. The `start` chunk brings the first ones, the
 * last chunk the rest; a later one replaces an earlier one of the same name, field by field.
 */
export type ChunkMetadata = {
  readonly conversationId?: ConversationId | undefined;
  readonly generationId?: GenerationId | undefined;
  readonly parentId?: MessageId | null | undefined;
  readonly createdAt?: number | undefined;
  readonly call?: AnswerCall | undefined;
  readonly status?: MessageStatus | undefined;
  /** While it waits for its turn to be asked for; `null` once it is over. Never stored. */
  readonly queue?: QueuePlace | null | undefined;
  readonly finishReason?: FinishReason | undefined;
  readonly usage?: Usage | undefined;
  readonly timing?: Timing | undefined;
  readonly note?: AnswerNote | undefined;
  readonly verdict?: Verdict | undefined;
  readonly errorCode?: ErrorCode | undefined;
  readonly requestId?: string | undefined;
};

/**
 * One item of the stream to the browser: the part of the AI SDK's UI message stream that we use.
 * `finish`, `abort` (somebody pressed Stop) and `error` are last.
 */
export type Chunk =
  | {
      readonly type: 'start';
      readonly messageId: MessageId;
      readonly messageMetadata: ChunkMetadata;
    }
  | { readonly type: 'text-start'; readonly id: string }
  | { readonly type: 'text-delta'; readonly id: string; readonly delta: string }
  | { readonly type: 'text-end'; readonly id: string }
  | { readonly type: 'reasoning-start'; readonly id: string }
  | { readonly type: 'reasoning-delta'; readonly id: string; readonly delta: string }
  | { readonly type: 'reasoning-end'; readonly id: string }
  /** The server is asked once more, with the results of calls. */
  | { readonly type: 'start-step' }
  | {
      readonly type: 'tool-input-available';
      readonly toolCallId: string;
      readonly toolName: string;
      readonly input: JsonValue;
      readonly dynamic: true;
    }
  | {
      readonly type: 'tool-approval-request';
      /** The call's own id. */
      readonly approvalId: string;
      readonly toolCallId: string;
      /** What the person is asked for. */
      readonly reason: 'approval' | 'reply';
    }
  | {
      readonly type: 'tool-output-available';
      readonly toolCallId: string;
      readonly output: ToolOutput;
      readonly dynamic: true;
    }
  | { readonly type: 'tool-output-denied'; readonly toolCallId: string }
  | { readonly type: 'message-metadata'; readonly messageMetadata: ChunkMetadata }
  | { readonly type: 'finish'; readonly messageMetadata: ChunkMetadata }
  | { readonly type: 'abort' }
  | { readonly type: 'error'; readonly errorText: ErrorCode; readonly requestId: string };
