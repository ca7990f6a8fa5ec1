import * as z from 'zod/mini';
import { TAUGHT_LIMITS } from '@/lib/domain/connection/connection-profile';
import { DIALECT_NAMES } from '@/lib/domain/connection/dialect-name';

const limit = z.optional(z.int().check(z.positive()));

const modelProfileSchema = z.object({
  contextWindow: limit,
  acceptsImages: z.optional(z.boolean()),
  maxImages: limit,
  supportsTools: z.optional(z.boolean()),
  keepsSchema: z.optional(z.boolean()),
});

/** What was learnt of a server, as the store keeps it and the endpoint doctor shows it. */
export const connectionProfileSchema = z.object({
  address: z.optional(z.string()),
  dialect: z.optional(z.enum(DIALECT_NAMES)),
  refusedFields: z.array(z.string()),
  refusedAt: z.optional(z.number()),
  taughtAt: z.optional(z.partialRecord(z.enum(TAUGHT_LIMITS), z.number())),
  models: z.optional(z.record(z.string(), modelProfileSchema)),
  maxImagesByModel: z.optional(z.record(z.string(), z.int().check(z.nonnegative()))),
  maxImageBase64Characters: limit,
  maxImagesBase64Characters: limit,
  maxBodyBytes: limit,
  tools: z.optional(z.enum(['streamed', 'whole'])),
  checkedAt: z.optional(z.number()),
});
