import * as z from 'zod/mini';
import { STORED_MEDIA_TYPES } from '@/lib/domain/attachment';
import { attachmentIdSchema } from './ids';

/** A whole number above zero, told by one function: what has checks `quickly` leaves to the schema. */
const sizeSchema = z.custom<number>(
  (value) => typeof value === 'number' && Number.isSafeInteger(value) && value > 0,
  'not a whole number above zero',
);

/**
 * A stored attachment as `POST /api/attachments` answers it.
 *
 * The request is the file's bytes as the body, its name percent-encoded in `x-file-name`.
 */
export const attachmentSchema = z.object({
  id: attachmentIdSchema,
  name: z.string(),
  mediaType: z.enum(STORED_MEDIA_TYPES),
  width: sizeSchema,
  height: sizeSchema,
  bytes: sizeSchema,
});

/** Header with the percent-encoded file name of an upload. */
export const FILE_NAME_HEADER = 'x-file-name';

/** Header of an upload for a temporary chat; any value will do. */
export const TEMPORARY_HEADER = 'x-temporary';
