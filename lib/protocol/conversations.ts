import * as z from 'zod/mini';
import { type ErrorCode, isErrorCode } from '@/lib/domain/errors/error-codes';
import { storableText } from '@/lib/domain/storable-text';
import type { Verdict } from '@/lib/domain/structured/verdict';
import { attachmentSchema } from './attachment';
import { conversationSettingsSchema, generationChoiceSchema } from './conversation-settings';
import {
  attachmentIdSchema,
  conversationIdSchema,
  generationIdSchema,
  messageIdSchema,
  modelIdSchema,
} from './ids';
import { jsonValueSchema } from './json-value';
import { quickly } from './quickly';

export const MAX_TITLE_CHARACTERS = 200;
export const MAX_FOLDER_CHARACTERS = 60;
/** Conversations that one request may change. */
export const MAX_BULK_IDS = 500;

export const toolOutputSchema = z.object({
  text: z.string(),
  isError: z.boolean(),
  ms: z.number(),
  images: z.array(attachmentSchema),
});

const partSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('reasoning'), text: z.string() }),
  z.object({ type: z.literal('file'), attachment: attachmentSchema }),
  z.object({ type: z.literal('step') }),
  z.object({
    type: z.literal('tool'),
    callId: z.string(),
    name: z.string(),
    input: jsonValueSchema,
    state: z.enum(['running', 'approval', 'reply', 'done', 'denied']),
    output: z.optional(toolOutputSchema),
  }),
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
  reasoningMs: z.optional(z.number()),
  retryAt: z.optional(z.number()),
});

export const errorCodeSchema = z.custom<ErrorCode>(
  (value) => typeof value === 'string' && isErrorCode(value),
);

export const repairSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('field-dropped'), field: z.string() }),
  z.object({ type: z.literal('asked-whole'), reason: z.literal('tools-lost') }),
  z.object({ type: z.literal('tried-again'), code: errorCodeSchema }),
  z.object({ type: z.literal('images-squeezed'), count: z.number() }),
  z.object({ type: z.literal('polled') }),
  z.object({ type: z.literal('tools-dropped') }),
  z.object({ type: z.literal('format-in-words') }),
  z.object({ type: z.literal('asked-again'), reason: z.literal('form') }),
]);

export const answerCallSchema = z.object({
  modelId: z.optional(modelIdSchema),
  modelName: z.string(),
  connectionLabel: z.string(),
  isDemo: z.boolean(),
  temperature: z.optional(z.number()),
  maxOutputTokens: z.optional(z.number()),
  generation: z.optional(generationChoiceSchema),
  format: z.optional(z.enum(['json', 'json-schema'])),
  tools: z.optional(z.array(z.string())),
  omissions: z.array(
    z.discriminatedUnion('type', [
      z.object({
        type: z.literal('image'),
        attachmentId: attachmentIdSchema,
        reason: z.enum(['image-limit', 'model-without-images', 'excluded', 'context']),
      }),
      z.object({
        type: z.literal('message'),
        messageId: messageIdSchema,
        count: z.number(),
        reason: z.enum(['context', 'summarised']),
      }),
    ]),
  ),
  estimate: z.optional(z.object({ textTokens: z.number(), imageTokens: z.number() })),
  summary: z.optional(z.object({ throughId: messageIdSchema, text: z.string() })),
  imageLimit: z.optional(z.number()),
  steps: z.optional(z.number()),
  images: z.optional(z.number()),
  timeZone: z.optional(z.string()),
  repairs: z.optional(z.array(repairSchema)),
});

export const messageStatusSchema = z.enum([
  'streaming',
  'waiting',
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
export const answerNoteSchema = z.enum(['damaged', 'too-long', 'prompt-cut', 'tool-limit']);

/** Whether an answer has the form that was asked for. */
export const verdictSchema: z.ZodMiniType<Verdict> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('valid') }),
  z.object({ type: z.literal('not-json') }),
  z.object({ type: z.literal('unchecked') }),
  z.object({ type: z.literal('invalid'), path: z.string(), keyword: z.string() }),
]);

const messageBase = {
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  parentId: z.nullable(messageIdSchema),
  parts: messagePartsSchema,
  createdAt: z.number(),
  position: z.number(),
};

export const messageSchema = z.discriminatedUnion('role', [
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
    verdict: z.optional(verdictSchema),
    errorCode: z.optional(errorCodeSchema),
    requestId: z.optional(z.string()),
  }),
]);

const conversationFields = {
  id: conversationIdSchema,
  title: z.string(),
  version: z.number(),
  pinned: z.boolean(),
  archived: z.boolean(),
  folder: z.nullable(z.string()),
  isUnread: z.boolean(),
  createdAt: z.number(),
  updatedAt: z.number(),
};

/** A conversation without its messages; what changing or forking one is answered with. */
export const conversationSchema = z.object({
  ...conversationFields,
  headId: z.nullable(messageIdSchema),
  settings: conversationSettingsSchema,
});

/** `GET /api/conversations/{id}`: the whole tree. */
export const conversationTreeSchema = z.object({
  conversation: conversationSchema,
  messages: z.array(quickly(messageSchema)),
  /** The answer being written now, to be followed by `GET /api/chat/{id}/stream`. */
  running: z.nullable(z.object({ generationId: generationIdSchema, messageId: messageIdSchema })),
});

export type ConversationTree = z.infer<typeof conversationTreeSchema>;

const summarySchema = z.object({
  ...conversationFields,
  thumbnailId: z.nullable(attachmentIdSchema),
  isRunning: z.boolean(),
});

/**
 * `GET /api/conversations?before=<next>&view=all|archived&folder=<name>`: newest first; `next` of one
 * page asks for the following one. The first page comes with those that are pinned, which no page has.
 */
export const conversationListSchema = z.object({
  conversations: z.array(summarySchema),
  pinned: z.array(summarySchema),
  next: z.nullable(z.string()),
});

export type ConversationList = z.infer<typeof conversationListSchema>;

/** `GET /api/conversations/folders`: by name. */
export const folderListSchema = z.object({
  folders: z.array(z.object({ name: z.string(), count: z.number() })),
});

export const folderNameSchema = z
  .string()
  .check(z.overwrite(storableText), z.trim(), z.minLength(1), z.maxLength(MAX_FOLDER_CHARACTERS));

/** `PATCH /api/conversations/{id}`: what is named changes; a stale `version` is answered 409. */
export const conversationPatchSchema = z
  .object({
    title: z.optional(
      z
        .string()
        .check(
          z.overwrite(storableText),
          z.trim(),
          z.minLength(1),
          z.maxLength(MAX_TITLE_CHARACTERS),
        ),
    ),
    pinned: z.optional(z.boolean()),
    archived: z.optional(z.boolean()),
    /** `null` takes it out of its folder. */
    folder: z.optional(z.nullable(folderNameSchema)),
    settings: z.optional(conversationSettingsSchema),
    version: z.int(),
  })
  .check(
    z.refine(({ version: _version, ...change }) =>
      Object.values(change).some((value) => value !== undefined),
    ),
  );

export type ConversationPatch = z.infer<typeof conversationPatchSchema>;

const bulkIds = { ids: z.array(conversationIdSchema).check(z.maxLength(MAX_BULK_IDS)) };

/** `POST /api/conversations/bulk`: does one thing with many conversations. */
export const bulkRequestSchema = z.discriminatedUnion('act', [
  z.object({ ...bulkIds, act: z.literal('archive') }),
  z.object({ ...bulkIds, act: z.literal('unarchive') }),
  z.object({ ...bulkIds, act: z.literal('delete') }),
  z.object({
    ...bulkIds,
    act: z.literal('move'),
    folder: z._default(z.nullable(folderNameSchema), null),
  }),
]);

export type BulkRequest = z.infer<typeof bulkRequestSchema>;

/** How many of the named conversations were changed, and how many were not there. */
export const bulkResultSchema = z.object({ changed: z.number(), ignored: z.number() });

export type BulkResult = z.infer<typeof bulkResultSchema>;

/** `POST /api/conversations/{id}/fork`: a new conversation of the messages up to one of them is the answer. */
export const forkRequestSchema = z.object({ messageId: messageIdSchema });
