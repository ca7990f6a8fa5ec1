import * as z from 'zod/mini';
import { STORED_MEDIA_TYPES } from '@/lib/domain/attachment';
import { attachmentIdSchema } from './ids';

/**
 * A stored attachment as `POST /api/attachments` answers it.
 *
 * The request is the file's bytes as the body, its name percent-encoded in `x-file-name`.
 */
export const attachmentSchema = z.object({
  id: attachmentIdSchema,
  name: z.string(),
  mediaType: z.enum(STORED_MEDIA_TYPES),
  width: z.int().check(z.positive()),
  height: z.int().check(z.positive()),
  bytes: z.int().check(z.positive()),
});

/** Header with the percent-encoded file name of an upload. */
export const FILE_NAME_HEADER = 'x-file-name';

/** Header of an upload for a temporary chat; any value will do. */
export const TEMPORARY_HEADER = 'x-temporary';
