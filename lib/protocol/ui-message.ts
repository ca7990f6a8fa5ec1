import type { DynamicToolUIPart, FileUIPart, UIMessage } from 'ai';
import * as z from 'zod/mini';
import type { Attachment } from '@/lib/domain/attachment';
import type { ChunkMetadata } from '@/lib/domain/generation/chunk';
import { withoutReplaced } from '@/lib/domain/generation/replaced-text';
import type { Message, MessagePart, ToolPart } from '@/lib/domain/message';
import { attachmentSchema } from './attachment';
import {
  answerCallSchema,
  answerNoteSchema,
  errorCodeSchema,
  finishReasonSchema,
  messageStatusSchema,
  timingSchema,
  toolOutputSchema,
  usageSchema,
  verdictSchema,
} from './conversations';
import { conversationIdSchema, generationIdSchema, messageIdSchema } from './ids';
import { jsonValueSchema } from './json-value';

/** Metadata as the browser checks it when a chunk brings some. */
export const chunkMetadataSchema = z.object({
  conversationId: z.optional(conversationIdSchema),
  generationId: z.optional(generationIdSchema),
  parentId: z.optional(z.nullable(messageIdSchema)),
  createdAt: z.optional(z.number()),
  call: z.optional(answerCallSchema),
  status: z.optional(messageStatusSchema),
  queue: z.optional(z.nullable(z.object({ place: z.number(), expectedMs: z.number() }))),
  finishReason: z.optional(finishReasonSchema),
  usage: z.optional(usageSchema),
  timing: z.optional(timingSchema),
  note: z.optional(answerNoteSchema),
  verdict: z.optional(verdictSchema),
  errorCode: z.optional(errorCodeSchema),
  requestId: z.optional(z.string()),
});

/** A message as `useChat` holds it: the AI SDK's shape with our metadata. */
export type ChatMessage = UIMessage<ChunkMetadata>;

/** Address of a stored picture; `thumbnail` is at most 320 px on its longest edge. */
export function attachmentUrl(id: string, size: 'full' | 'thumbnail' = 'full'): string {
  return `/api/attachments/${id}${size === 'thumbnail' ? '?size=thumbnail' : ''}`;
}

const METADATA_KEY = 'tenlens';

/** A file part as `useChat` holds it; the attachment's facts travel along as provider metadata. */
export function toFileUiPart(attachment: Attachment): FileUIPart {
  return {
    type: 'file',
    mediaType: attachment.mediaType,
    filename: attachment.name,
    url: attachmentUrl(attachment.id),
    providerMetadata: { [METADATA_KEY]: { ...attachment } },
  };
}

/** The attachments of a message that `useChat` holds, in the order they were chosen. */
export function attachmentsOfUiMessage(message: ChatMessage): Attachment[] {
  return message.parts.flatMap((part) => {
    if (part.type !== 'file') return [];
    const result = attachmentSchema.safeParse(part.providerMetadata?.[METADATA_KEY]);
    return result.success ? [result.data] : [];
  });
}

/** The text of a message that `useChat` holds, without reasoning. */
export function textOfUiMessage(message: ChatMessage): string {
  const parts = withoutReplaced(message.parts);
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n');
}

/** A call as `useChat` holds it. */
function toToolUiPart({ callId, name, input, state, output }: ToolPart): DynamicToolUIPart {
  const call = { type: 'dynamic-tool', toolName: name, toolCallId: callId, input } as const;
  switch (state) {
    case 'running':
      return { ...call, state: 'input-available' };
    case 'approval':
    case 'reply':
      return {
        ...call,
        state: 'approval-requested',
        approval: { id: callId, requestReason: state },
      };
    case 'done':
      return { ...call, state: 'output-available', output };
    case 'denied':
      return { ...call, state: 'output-denied', approval: { id: callId, approved: false } };
  }
}

function toToolState(part: DynamicToolUIPart): ToolPart['state'] {
  switch (part.state) {
    case 'approval-requested':
      return part.approval.requestReason === 'reply' ? 'reply' : 'approval';
    case 'output-available':
    case 'output-error':
      return 'done';
    case 'output-denied':
      return 'denied';
    default:
      return 'running';
  }
}

/** A part that `useChat` holds as the call that it is; `null` for other parts. */
export function toolPartOf(part: ChatMessage['parts'][number]): ToolPart | null {
  if (part.type !== 'dynamic-tool') return null;
  const input = jsonValueSchema.safeParse(part.input).data ?? null;
  const output = toolOutputSchema.safeParse(part.output).data;
  return {
    type: 'tool',
    callId: part.toolCallId,
    name: part.toolName,
    input,
    state: toToolState(part),
    ...(output ? { output } : {}),
  };
}

function toUiPart(part: MessagePart): ChatMessage['parts'][number] {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text, state: 'done' };
    case 'reasoning':
      return { type: 'reasoning', text: part.text, state: 'done' };
    case 'file':
      return toFileUiPart(part.attachment);
    case 'step':
      return { type: 'step-start' };
    case 'tool':
      return toToolUiPart(part);
  }
}

/** Converts a stored message to the shape of `useChat`. */
export function toUiMessage(message: Message): ChatMessage {
  const { id, role, parts, conversationId, parentId, createdAt, status } = message;
  const shared = { conversationId, parentId, createdAt, status };
  const metadata: ChunkMetadata =
    message.role === 'user'
      ? shared
      : {
          ...shared,
          call: message.call,
          finishReason: message.finishReason,
          usage: message.usage,
          timing: message.timing,
          note: message.note,
          verdict: message.verdict,
          errorCode: message.errorCode,
          requestId: message.requestId,
        };
  return { id, role, parts: parts.map(toUiPart), metadata };
}
