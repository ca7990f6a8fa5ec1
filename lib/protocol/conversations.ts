import * as z from 'zod/mini';
import { type ErrorCode, isErrorCode } from '@/lib/domain/errors/error-codes';
import { storableText } from '@/lib/domain/storable-text';
import { attachmentSchema } from './attachment';
import {
  attachmentIdSchema,
  conversationIdSchema,
  generationIdSchema,
  messageIdSchema,
  modelIdSchema,
} from './ids';

export const MAX_TITLE_CHARACTERS = 200;

const partSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('reasoning'), text: z.string() }),
  z.object({ type: z.literal('file'), attachment: attachmentSchema }),
]);

/** Also used to read stored parts back: one schema for what a message is made of. */
export const messagePartsSchema = z.array(partSchema);

export const usageSchema = z.object({
  inputTokens: z.optional(z.number()),
  outputTokens: z.optional(z.number()),
  cachedInputTokens: z.optional(z.number()),
  reasoningTokens: z.optional(z.number()),
});

export const timingSchema = z.object({
  firstTokenMs: z.optional(z.number()),
  totalMs: z.number(),
});

export const answerCallSchema = z.object({
  modelId: modelIdSchema,
  modelName: z.string(),
  connectionLabel: z.string(),
  isDemo: z.boolean(),
  temperature: z.number(),
  maxOutputTokens: z.number(),
  omissions: z.array(
    z.object({
      type: z.literal('image'),
      attachmentId: attachmentIdSchema,
      reason: z.enum(['image-limit', 'model-without-images']),
    }),
  ),
  imageLimit: z.number(),
});

export const errorCodeSchema = z.custom<ErrorCode>(
  (value) => typeof value === 'string' && isErrorCode(value),
);

export const messageStatusSchema = z.enum([
  'streaming',
  'done',
  'stopped',
  'cut',
  'failed',
  'refused',
]);
export const finishReasonSchema = z.enum([
  'stop',
  'length',
  'content-filter',
  'tool-calls',
  'error',
  'other',
]);
export const answerNoteSchema = z.enum(['damaged', 'too-long']);

const messageBase = {
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  parentId: z.nullable(messageIdSchema),
  parts: messagePartsSchema,
  createdAt: z.number(),
  position: z.number(),
};

const messageSchema = z.discriminatedUnion('role', [
  z.object({ ...messageBase, role: z.literal('user'), status: z.literal('done') }),
  z.object({
    ...messageBase,
    role: z.literal('assistant'),
    status: messageStatusSchema,
    call: answerCallSchema,
    finishReason: z.optional(finishReasonSchema),
    usage: z.optional(usageSchema),
    timing: z.optional(timingSchema),
    note: z.optional(answerNoteSchema),
    errorCode: z.optional(errorCodeSchema),
    requestId: z.optional(z.string()),
  }),
]);

const conversationFields = {
  id: conversationIdSchema,
  title: z.string(),
  version: z.number(),
  createdAt: z.number(),
  updatedAt: z.number(),
};

/** `GET /api/conversations/{id}`: the whole tree. */
export const conversationTreeSchema = z.object({
  conversation: z.object({ ...conversationFields, headId: z.nullable(messageIdSchema) }),
  messages: z.array(messageSchema),
  /** The answer being written now, to be followed by `GET /api/chat/{id}/stream`. */
  running: z.nullable(z.object({ generationId: generationIdSchema, messageId: messageIdSchema })),
});

export type ConversationTree = z.infer<typeof conversationTreeSchema>;

const summarySchema = z.object({
  ...conversationFields,
  thumbnailId: z.nullable(attachmentIdSchema),
  isRunning: z.boolean(),
});

/** `GET /api/conversations?before=<next>`: newest first; `next` of one page asks for the following one. */
export const conversationListSchema = z.object({
  conversations: z.array(summarySchema),
  next: z.nullable(z.string()),
});

export type ConversationList = z.infer<typeof conversationListSchema>;

/** `PATCH /api/conversations/{id}`: a stale `version` is answered 409. */
export const conversationPatchSchema = z.object({
  title: z
    .string()
    .check(z.overwrite(storableText), z.trim(), z.minLength(1), z.maxLength(MAX_TITLE_CHARACTERS)),
  version: z.int(),
});
