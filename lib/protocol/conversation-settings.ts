import * as z from 'zod/mini';
import {
  CONTEXT_STRATEGIES,
  type ConversationSettings,
} from '@/lib/domain/conversation/conversation-settings';
import type { GenerationChoice } from '@/lib/domain/generation/generation-choice';
import { IMAGE_DETAILS } from '@/lib/domain/image/image-detail';
import type { ResponseFormat } from '@/lib/domain/prompt/prompt';
import { storableText } from '@/lib/domain/storable-text';
import { FORMAT_NAME } from '@/lib/domain/structured/judge-schema-text';
import { attachmentIdSchema, modelIdSchema } from './ids';
import { jsonObjectSchema } from './json-value';
import { MAX_SYSTEM_PROMPT_CHARACTERS } from './settings';

/** Pictures that the settings of one conversation may name. */
const MAX_NAMED_IMAGES = 5_000;

const imagesSchema = z.array(attachmentIdSchema).check(z.maxLength(MAX_NAMED_IMAGES));

/** Most texts that end an answer; OpenAI's own API takes no more. */
export const MAX_STOP_TEXTS = 4;
/** Tools that one conversation may use. */
export const MAX_CHOSEN_TOOLS = 64;
/** Longest answer that may be asked for, in tokens. */
export const MAX_OUTPUT_TOKENS = 262_144;

const penaltySchema = z.number().check(z.minimum(-2), z.maximum(2));

/** How a model writes; numbers in the bounds of OpenAI's API, which every server shares. */
export const generationChoiceSchema: z.ZodMiniType<GenerationChoice> = z.object({
  temperature: z.optional(z.number().check(z.minimum(0), z.maximum(2))),
  topP: z.optional(z.number().check(z.gt(0), z.maximum(1))),
  maxOutputTokens: z.optional(z.int().check(z.minimum(1), z.maximum(MAX_OUTPUT_TOKENS))),
  stop: z.optional(
    z.array(z.string().check(z.minLength(1), z.maxLength(100))).check(z.maxLength(MAX_STOP_TEXTS)),
  ),
  seed: z.optional(z.int().check(z.minimum(0), z.maximum(2 ** 31 - 1))),
  frequencyPenalty: z.optional(penaltySchema),
  presencePenalty: z.optional(penaltySchema),
  thinks: z.optional(z.boolean()),
});

/** The form of answers. */
export const responseFormatSchema: z.ZodMiniType<ResponseFormat> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('json') }),
  z.object({
    type: z.literal('json-schema'),
    name: z.string().check(z.regex(FORMAT_NAME)),
    schema: jsonObjectSchema,
  }),
]);

/** What of a conversation's settings is about how a model is asked, and nothing of its own pictures. */
export const answerSettings = {
  modelId: z.optional(modelIdSchema),
  systemPrompt: z.optional(
    z.string().check(z.overwrite(storableText), z.maxLength(MAX_SYSTEM_PROMPT_CHARACTERS)),
  ),
  generation: z.optional(generationChoiceSchema),
  responseFormat: z.optional(responseFormatSchema),
  tools: z.optional(
    z
      .array(z.string().check(z.minLength(1), z.maxLength(200)))
      .check(z.maxLength(MAX_CHOSEN_TOOLS)),
  ),
};

/** How the prompts of one conversation are made. Also used to read stored settings back. */
export const conversationSettingsSchema: z.ZodMiniType<ConversationSettings> = z.object({
  contextStrategy: z.enum(CONTEXT_STRATEGIES),
  pinnedImages: imagesSchema,
  excludedImages: imagesSchema,
  imageDetail: z
    .record(attachmentIdSchema, z.enum(IMAGE_DETAILS))
    .check(z.refine((details) => Object.keys(details).length <= MAX_NAMED_IMAGES)),
  ...answerSettings,
});
