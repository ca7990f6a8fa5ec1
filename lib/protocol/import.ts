import * as z from 'zod/mini';

/** Largest file that can be imported, in bytes. */
export const MAX_IMPORT_BYTES = 200 * 1024 * 1024;

export const IMPORT_FORMATS = ['tenlens', 'chatgpt', 'open-webui'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

export const SKIP_REASONS = ['unreadable', 'empty', 'too-large'] as const;
const PICTURE_REASONS = ['missing', 'damaged', 'other-file'] as const;

/** Most names that a report lists; the counts are whole. */
export const MAX_REPORTED_NAMES = 100;

/** What an import did, or would do. */
export const importReportSchema = z.object({
  format: z.enum(IMPORT_FORMATS),
  isDryRun: z.boolean(),
  /** Conversations stored, or to be stored. */
  conversations: z.int(),
  messages: z.int(),
  pictures: z.int(),
  /** Conversations that are here already. */
  existing: z.int(),
  /** What became of the system prompt. */
  systemPrompt: z.enum(['none', 'imported', 'kept']),
  /** Whether largest copies are kept from now on, as the file has it. */
  keepsLargest: z.boolean(),
  skippedCount: z.int(),
  skipped: z.array(z.object({ title: z.string(), reason: z.enum(SKIP_REASONS) })),
  lostPictureCount: z.int(),
  /** Pictures that a text stands in for. */
  lostPictures: z.array(
    z.object({ title: z.string(), name: z.string(), reason: z.enum(PICTURE_REASONS) }),
  ),
});

export type ImportReport = z.infer<typeof importReportSchema>;

/** A line of the answer to `POST /api/import?dryRun=0|1` (JSON lines); the last one is no progress. */
export const importEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), done: z.int() }),
  z.object({ type: z.literal('report'), report: importReportSchema }),
  z.object({ type: z.literal('error'), code: z.string(), requestId: z.string() }),
]);

export type ImportEvent = z.infer<typeof importEventSchema>;
