import * as z from 'zod/mini';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** An expected failure before the first byte of an answer (RFC 9457 with a stable `code`). */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  /** Values the user's text names. */
  details: z.record(z.string(), z.union([z.string(), z.number()])),
  requestId: z.string(),
});

export type Problem = z.infer<typeof problemSchema>;
