import type { Conversation } from '../conversation/conversation';
import type { ConversationSettings } from '../conversation/conversation-settings';
import type { AttachmentId, ConversationId, MessageId } from '../ids';
import type {
  AssistantMessage,
  ReasoningPart,
  StepPart,
  TextPart,
  ToolOutput,
  ToolPart,
} from '../message';

/** A picture as a foreign file names it. */
export type ImportedPicture = {
  readonly type: 'picture';
  /** For people. */
  readonly name: string;
  /** Id it had, where it is one of ours. */
  readonly wantedId?: AttachmentId;
  /** Where its bytes are: a name that finds a file beside, the bytes themselves, or nowhere. */
  readonly source:
    | { readonly type: 'file'; readonly key: string }
    | { readonly type: 'data'; readonly base64: string }
    | { readonly type: 'missing' }
    | { readonly type: 'other-file' };
};

/** A call with the pictures that it gave. */
export type ImportedCall = Omit<ToolPart, 'output'> & {
  readonly output?:
    | (Omit<ToolOutput, 'images'> & { readonly images: readonly ImportedPicture[] })
    | undefined;
};

export type ImportedPart = TextPart | ReasoningPart | StepPart | ImportedCall | ImportedPicture;

/** What only an answer has. */
export type ImportedAnswer = Pick<
  AssistantMessage,
  | 'status'
  | 'call'
  | 'finishReason'
  | 'usage'
  | 'timing'
  | 'note'
  | 'verdict'
  | 'errorCode'
  | 'requestId'
>;

/** A message of a foreign tree, under the key it has there. */
export type ImportedMessage = {
  readonly key: string;
  readonly parentKey: string | null;
  readonly parts: readonly ImportedPart[];
  readonly createdAt: number;
  /** Id and place it had, where it is one of ours. */
  readonly wanted?: { readonly id: MessageId; readonly position: number };
} & ({ readonly role: 'user' } | { readonly role: 'assistant'; readonly answer: ImportedAnswer });

/** A conversation to be stored, parents before children. */
export type ImportedConversation = {
  /** The same source, the same key: what was imported once is known by it. */
  readonly importKey: string;
  /** Id it had, where it is one of ours. */
  readonly wantedId?: ConversationId;
  readonly title: string;
  readonly headKey: string | null;
  readonly version: number;
  readonly order: Pick<Conversation, 'pinned' | 'archived' | 'folder' | 'isUnread'>;
  /** How its prompts were made, where it is one of ours. */
  readonly settings?: ConversationSettings;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly messages: readonly ImportedMessage[];
};

/** The pictures of a message in order: its own, and those that its tools gave. */
export function picturesOfImported({ parts }: Pick<ImportedMessage, 'parts'>): ImportedPicture[] {
  return parts.flatMap((part) => {
    if (part.type === 'picture') return [part];
    return part.type === 'tool' ? (part.output?.images ?? []) : [];
  });
}
