import * as z from 'zod/mini';
import { errorCodeSchema, toolOutputSchema } from './conversations';
import { messageIdSchema } from './ids';
import { jsonValueSchema } from './json-value';
import { chunkMetadataSchema } from './ui-message';

const part = { id: z.string() };
const delta = { ...part, delta: z.string() };

/** One chunk of an answer, as it is streamed and as the chunk log keeps it. */
const chunkSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    messageId: messageIdSchema,
    messageMetadata: chunkMetadataSchema,
  }),
  z.object({ type: z.literal('text-start'), ...part }),
  z.object({ type: z.literal('text-delta'), ...delta }),
  z.object({ type: z.literal('text-end'), ...part }),
  z.object({ type: z.literal('reasoning-start'), ...part }),
  z.object({ type: z.literal('reasoning-delta'), ...delta }),
  z.object({ type: z.literal('reasoning-end'), ...part }),
  z.object({ type: z.literal('start-step') }),
  z.object({
    type: z.literal('tool-input-available'),
    toolCallId: z.string(),
    toolName: z.string(),
    input: jsonValueSchema,
    dynamic: z.literal(true),
  }),
  z.object({
    type: z.literal('tool-approval-request'),
    approvalId: z.string(),
    toolCallId: z.string(),
    reason: z.enum(['approval', 'reply']),
  }),
  z.object({
    type: z.literal('tool-output-available'),
    toolCallId: z.string(),
    output: toolOutputSchema,
    dynamic: z.literal(true),
  }),
  z.object({ type: z.literal('tool-output-denied'), toolCallId: z.string() }),
  z.object({ type: z.literal('message-metadata'), messageMetadata: chunkMetadataSchema }),
  z.object({ type: z.literal('finish'), messageMetadata: chunkMetadataSchema }),
  z.object({ type: z.literal('abort') }),
  z.object({ type: z.literal('error'), errorText: errorCodeSchema, requestId: z.string() }),
]);

/** Chunks that follow each other. */
export const chunksSchema = z.array(chunkSchema);
