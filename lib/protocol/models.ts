import * as z from 'zod/mini';
import { modelIdSchema } from './ids';

const modelDescriptorSchema = z.object({
  id: modelIdSchema,
  connectionId: z.string(),
  connectionLabel: z.string(),
  upstreamModel: z.string(),
  name: z.string(),
  contextWindow: z.number(),
  acceptsImages: z.boolean(),
  maxImagesPerPrompt: z.number(),
  supportsTools: z.boolean(),
  supportsReasoning: z.boolean(),
  defaultTemperature: z.number(),
  defaultTopP: z.optional(z.number()),
  thinksInMarkers: z.optional(z.boolean()),
  tokenizer: z.optional(z.literal('tekken')),
  withoutFields: z.optional(
    z.readonly(
      z.array(
        z.enum([
          'temperature',
          'topP',
          'maxOutputTokens',
          'stop',
          'seed',
          'frequencyPenalty',
          'presencePenalty',
          'responseFormat',
        ]),
      ),
    ),
  ),
  isDemo: z.boolean(),
  isGuessed: z.optional(z.boolean()),
  destination: z.enum(['demo', 'local', 'self-hosted', 'nvidia']),
});

/** `GET /api/models`: what can be picked now; connections that could not be asked are named. */
export const modelListSchema = z.object({
  models: z.array(modelDescriptorSchema),
  unreachable: z.array(z.object({ connectionLabel: z.string(), code: z.string() })),
});

export type ModelList = z.infer<typeof modelListSchema>;
