import * as z from 'zod/mini';
import {
  type AttachmentId,
  asId,
  type ConversationId,
  type GenerationId,
  isUuid,
  type MessageId,
  type ModelId,
} from '@/lib/domain/ids';

const uuid = z.string().check(z.refine(isUuid, 'not an id'));

export const conversationIdSchema = z.pipe(
  uuid,
  z.transform((text) => asId<ConversationId>(text)),
);
export const messageIdSchema = z.pipe(
  uuid,
  z.transform((text) => asId<MessageId>(text)),
);
export const attachmentIdSchema = z.pipe(
  uuid,
  z.transform((text) => asId<AttachmentId>(text)),
);
export const generationIdSchema = z.pipe(
  uuid,
  z.transform((text) => asId<GenerationId>(text)),
);
/** `<connection id>/<upstream's model name>`; the name may hold slashes of its own. */
export const modelIdSchema = z.pipe(
  z.string().check(z.minLength(3), z.maxLength(300), z.regex(/^[a-z0-9-]+\/.+$/)),
  z.transform((text) => asId<ModelId>(text)),
);
