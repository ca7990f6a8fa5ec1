import * as z from 'zod/mini';
import { modelIdSchema } from './ids';

/** As far back as can be looked. */
export const MAX_USAGE_DAYS = 366;
export const DEFAULT_USAGE_DAYS = 30;

const usageDaySchema = z.object({
  /** `YYYY-MM-DD`. */
  day: z.string(),
  modelId: modelIdSchema,
  answers: z.number(),
  steps: z.number(),
  images: z.number(),
  inputTokens: z.number(),
  cachedInputTokens: z.number(),
  outputTokens: z.number(),
  reasoningTokens: z.number(),
  totalMs: z.number(),
});

/**
 * `GET /api/usage?days=<1 to 366>&timeZone=<IANA name>`: what answers have used on the last days, newest
 * day first. With `format=csv` the same as a file.
 */
export const usageListSchema = z.object({ days: z.array(usageDaySchema) });
