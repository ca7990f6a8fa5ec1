import type { Attachment } from './attachment';
import type { ErrorCode } from './errors/error-codes';
import type { CallGeneration } from './generation/generation-choice';
import type { Repair } from './generation/repair';
import type { AttachmentId, ConversationId, MessageId, ModelId } from './ids';
import type { JsonValue, ResponseFormat } from './prompt/prompt';
import type { Verdict } from './structured/verdict';

export type TextPart = { readonly type: 'text'; readonly text: string };
export type ReasoningPart = { readonly type: 'reasoning'; readonly text: string };
/** Refers to an attachment; carries what is needed to show and price it without another look-up. */
export type FilePart = { readonly type: 'file'; readonly attachment: Attachment };
/** Stands where an answer was asked for once more: after the results of its calls, or as a second try. */
export type StepPart = { readonly type: 'step' };

/** What a tool gave back. */
export type ToolOutput = {
  /** What the model reads. */
  readonly text: string;
  /** Whether the tool failed; the text says why. */
  readonly isError: boolean;
  /** How long it took, in milliseconds. */
  readonly ms: number;
  /** Pictures that the model sees from then on. */
  readonly images: readonly Attachment[];
};

/**
 * How far a call got: it is `running`, waits for a person's `approval` or for the person's own `reply`, or
 * is `done` or `denied`.
 */
export type ToolState = 'running' | 'approval' | 'reply' | 'done' | 'denied';

/** A tool that the model called. */
export type ToolPart = {
  readonly type: 'tool';
  /** Unique in its answer. */
  readonly callId: string;
  /** As it was offered to the model. */
  readonly name: string;
  /** An object; the text that the model wrote where that is none. */
  readonly input: JsonValue;
  readonly state: ToolState;
  /** Only of a call that is `done`. */
  readonly output?: ToolOutput | undefined;
};

export type MessagePart = TextPart | ReasoningPart | FilePart | StepPart | ToolPart;

/** How far an answer got. `streaming` changes; `waiting` waits for a person's decision; the others are final. */
export type MessageStatus =
  | 'streaming'
  | 'waiting'
  | 'done'
  | 'stopped'
  | 'cut'
  | 'failed'
  | 'refused';

export type FinishReason = 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'error' | 'other';

/** Something about an answer that a person should know, beside its status. */
export type AnswerNote =
  | 'damaged'
  | 'too-long'
  /** The server read far less than it was sent. */
  | 'prompt-cut'
  /** It called tools more often than is allowed, or the same one again and again. */
  | 'tool-limit';

/** Tokens as the upstream counted them; absent where it did not say. */
export type Usage = {
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly cachedInputTokens?: number | undefined;
  readonly reasoningTokens?: number | undefined;
};

/** Milliseconds from the upstream request to the first token and to the end; a wait in line is not in them. */
export type Timing = {
  readonly firstTokenMs?: number | undefined;
  readonly totalMs: number;
  /** How long the model thought before it wrote, and in between. */
  readonly reasoningMs?: number | undefined;
  /** When a server that takes no more requests may be asked again, in milliseconds since 1970. */
  readonly retryAt?: number | undefined;
};

export type ImageOmission = {
  readonly type: 'image';
  readonly attachmentId: AttachmentId;
  readonly reason: 'image-limit' | 'model-without-images' | 'excluded' | 'context';
};

/** A picture or whole messages that prompt assembly left out, with its reason. */
export type Omission =
  | ImageOmission
  | {
      readonly type: 'message';
      readonly messageId: MessageId;
      /** How many messages that follow each other, from this one on. */
      readonly count: number;
      readonly reason: 'context' | 'summarised';
    };

/** What stands in prompts for the messages up to one of them. Empty while it is being written. */
export type Summary = { readonly throughId: MessageId; readonly text: string };

/** Tokens of a prompt as estimated without any correction: of its texts and tools, and of its pictures. */
export type PromptEstimate = { readonly textTokens: number; readonly imageTokens: number };

/** What an answer's upstream call was made with. An answer that was imported knows only who wrote it. */
export type AnswerCall = {
  readonly modelId?: ModelId | undefined;
  readonly modelName: string;
  readonly connectionLabel: string;
  readonly isDemo: boolean;
  readonly temperature?: number | undefined;
  readonly maxOutputTokens?: number | undefined;
  /** What else it was asked for with; see `repairs` for what of that was left out. */
  readonly generation?: CallGeneration | undefined;
  readonly omissions: readonly Omission[];
  /** The form it was asked for in; text where nothing is said. */
  readonly format?: ResponseFormat['type'] | undefined;
  /** Names of the tools it was offered; none where nothing is said. */
  readonly tools?: readonly string[] | undefined;
  /** What was done differently so that the server could answer. */
  readonly repairs?: readonly Repair[] | undefined;
  /** What the prompt was thought to cost; see `calibrationOf`. */
  readonly estimate?: PromptEstimate | undefined;
  /** Made by a request of its own before this call, where the person has chosen that. */
  readonly summary?: Summary | undefined;
  /** Pictures that fit the prompt. */
  readonly imageLimit?: number | undefined;
  /** How often the server was asked; once where nothing is said. */
  readonly steps?: number | undefined;
  /** Pictures that were sent, each as often as a request had it. */
  readonly images?: number | undefined;
  /** Where the person was who asked: IANA name. */
  readonly timeZone?: string | undefined;
};

type MessageBase = {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  /** `null` for a first message; a tree may have several. */
  readonly parentId: MessageId | null;
  readonly parts: readonly MessagePart[];
  /** Milliseconds since 1970. Order among siblings is by `position`, never by clock. */
  readonly createdAt: number;
  /** Grows by one with each message of a conversation. */
  readonly position: number;
};

export type UserMessage = MessageBase & { readonly role: 'user'; readonly status: 'done' };

export type AssistantMessage = MessageBase & {
  readonly role: 'assistant';
  readonly status: MessageStatus;
  readonly call: AnswerCall;
  readonly finishReason?: FinishReason | undefined;
  readonly usage?: Usage | undefined;
  readonly timing?: Timing | undefined;
  readonly note?: AnswerNote | undefined;
  /** Where a form was asked for. */
  readonly verdict?: Verdict | undefined;
  /** Why it is `failed` or `cut`. */
  readonly errorCode?: ErrorCode | undefined;
  /** Quoted by a person who asks for help; found in the server's log. */
  readonly requestId?: string | undefined;
};

/** One node of a conversation's tree. */
export type Message = UserMessage | AssistantMessage;

/** All text of a message in order, without reasoning. */
export function textOf(message: { parts: readonly MessagePart[] }): string {
  return message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n');
}

/** The pictures of a message in order: those of a question, or those that an answer's tools gave. */
export function picturesOf({ parts }: { parts: readonly MessagePart[] }): Attachment[] {
  return parts.flatMap((part) => {
    if (part.type === 'file') return [part.attachment];
    return part.type === 'tool' ? (part.output?.images ?? []) : [];
  });
}
