import * as z from 'zod/mini';
import {
  CONTEXT_STRATEGIES,
  type ConversationSettings,
} from '@/lib/domain/conversation/conversation-settings';
import {
  type GenerationChoice,
  MAX_STOP_CHARACTERS,
  MAX_STOP_TEXTS,
} from '@/lib/domain/generation/generation-choice';
import { NUMBER_BOUNDS, type NumberBounds } from '@/lib/domain/generation/number-bounds';
import { IMAGE_DETAILS } from '@/lib/domain/image/image-detail';
import type { ResponseFormat } from '@/lib/domain/prompt/prompt';
import { storableText } from '@/lib/domain/storable-text';
import { FORMAT_NAME } from '@/lib/domain/structured/format-name';
import { attachmentIdSchema, modelIdSchema, toolKeySchema } from './ids';
import { jsonObjectSchema } from './json-value';
import { MAX_SYSTEM_PROMPT_CHARACTERS } from './settings';

/** Pictures that the settings of one conversation may name. */
const MAX_NAMED_IMAGES = 5_000;

const imagesSchema = z.array(attachmentIdSchema).check(z.maxLength(MAX_NAMED_IMAGES));

/** Tools that one conversation may use. */
const MAX_CHOSEN_TOOLS = 64;

const numberIn = ({ min, max }: NumberBounds) => z.number().check(z.minimum(min), z.maximum(max));
const wholeIn = ({ min, max }: NumberBounds) => z.int().check(z.minimum(min), z.maximum(max));

export const generationChoiceShape = {
  temperature: z.optional(numberIn(NUMBER_BOUNDS.temperature)),
  topP: z.optional(numberIn(NUMBER_BOUNDS.topP)),
  maxOutputTokens: z.optional(wholeIn(NUMBER_BOUNDS.maxOutputTokens)),
  stop: z.optional(
    z
      .array(z.string().check(z.minLength(1), z.maxLength(MAX_STOP_CHARACTERS)))
      .check(z.maxLength(MAX_STOP_TEXTS)),
  ),
  seed: z.optional(wholeIn(NUMBER_BOUNDS.seed)),
  frequencyPenalty: z.optional(numberIn(NUMBER_BOUNDS.frequencyPenalty)),
  presencePenalty: z.optional(numberIn(NUMBER_BOUNDS.presencePenalty)),
  thinks: z.optional(z.boolean()),
};

/** How a model writes; numbers within `NUMBER_BOUNDS`. */
export const generationChoiceSchema: z.ZodMiniType<GenerationChoice> =
  z.object(generationChoiceShape);

/** The form of answers. */
const responseFormatSchema: z.ZodMiniType<ResponseFormat> = z.discriminatedUnion('type', [
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
  tools: z.optional(z.array(toolKeySchema).check(z.maxLength(MAX_CHOSEN_TOOLS))),
};

export const conversationSettingsShape = {
  contextStrategy: z.enum(CONTEXT_STRATEGIES),
  pinnedImages: imagesSchema,
  excludedImages: imagesSchema,
  imageDetail: z
    .record(attachmentIdSchema, z.enum(IMAGE_DETAILS))
    .check(z.refine((details) => Object.keys(details).length <= MAX_NAMED_IMAGES)),
  ...answerSettings,
};

/** How the prompts of one conversation are made. Also used to read stored settings back. */
export const conversationSettingsSchema: z.ZodMiniType<ConversationSettings> =
  z.object(conversationSettingsShape);
