import * as z from 'zod/mini';
import {
  APPROVAL_SCOPES,
  type CallDecision,
  MAX_CALLS_PER_STEP,
} from '@/lib/domain/tool/tool-choice';
import { conversationSettingsSchema } from './conversation-settings';
import { attachmentIdSchema, conversationIdSchema, messageIdSchema, modelIdSchema } from './ids';
import { timeZoneSchema } from './time-zone';
import { toolReplySchema } from './tool-reply';

const callDecisionSchema: z.ZodMiniType<CallDecision> = z.discriminatedUnion('type', [
  z.object({
    callId: z.string(),
    type: z.literal('allow'),
    scope: z.enum(APPROVAL_SCOPES),
  }),
  z.object({ callId: z.string(), type: z.literal('deny') }),
  z.object({
    callId: z.string(),
    type: z.literal('reply'),
    text: toolReplySchema,
  }),
]);

const common = {
  /** `null` creates the conversation. */
  conversationId: z.nullable(conversationIdSchema),
  /** Whether a new conversation is temporary: never written to disk. */
  isTemporary: z.optional(z.boolean()),
  /** Chosen model; the first one offered when it is left out. */
  options: z.optional(z.object({ modelId: z.optional(modelIdSchema) })),
  /** The person's; the dates of the system prompt follow it. */
  timeZone: timeZoneSchema,
  /**
   * Made by the sender, a UUID. The same key twice is the same send. For `submit` it also becomes
   * the id of the stored user message, so that what is shown keeps its identity.
   */
  idempotencyKey: messageIdSchema,
};

/**
 * One turn. History never comes from the client: it names a place in the stored tree.
 *
 * - `submit` adds a user message below `parentId` (`null`: a new root) and answers it.
 * - `regenerate` answers the user message `parentId` once more.
 * - `continue` writes on where the answer `parentId` ended too early; the result is its sibling.
 * - `resume` goes on with the answer `parentId` itself, which waits for a decision about each of its calls.
 */
export const chatRequestSchema = z.discriminatedUnion('trigger', [
  z.object({
    ...common,
    trigger: z.literal('submit'),
    parentId: z.nullable(messageIdSchema),
    // How much of both is too much is checked behind, where there are words for it.
    text: z.string(),
    attachmentIds: z.array(attachmentIdSchema),
    /** Of a new conversation. */
    settings: z.optional(conversationSettingsSchema),
  }),
  z.object({
    ...common,
    trigger: z.enum(['regenerate', 'continue']),
    conversationId: conversationIdSchema,
    parentId: messageIdSchema,
  }),
  z.object({
    ...common,
    trigger: z.literal('resume'),
    conversationId: conversationIdSchema,
    parentId: messageIdSchema,
    decisions: z.array(callDecisionSchema).check(z.minLength(1), z.maxLength(MAX_CALLS_PER_STEP)),
  }),
]);

export type ChatRequest = z.infer<typeof chatRequestSchema>;
