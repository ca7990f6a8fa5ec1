import * as z from 'zod/mini';
import {
  type AttachmentId,
  type ConversationId,
  type GenerationId,
  isUuid,
  type MessageId,
  type ModelId,
  type PresetId,
  type ToolId,
} from '@/lib/domain/ids';

const uuid = <Id extends string>() =>
  z.custom<Id>((value) => typeof value === 'string' && isUuid(value), 'not an id');

export const conversationIdSchema = uuid<ConversationId>();
export const messageIdSchema = uuid<MessageId>();
export const attachmentIdSchema = uuid<AttachmentId>();
export const generationIdSchema = uuid<GenerationId>();
export const presetIdSchema = uuid<PresetId>();
export const toolIdSchema = uuid<ToolId>();
/** What settings name a tool by, whoever made it. */
export const toolKeySchema = z.string().check(z.minLength(1), z.maxLength(200));
/** `<connection id>/<upstream's model name>`; the name may hold slashes of its own. */
export const modelIdSchema = z.custom<ModelId>(
  (value) => typeof value === 'string' && value.length <= 300 && /^[a-z0-9-]+\/.+$/.test(value),
  'not a model',
);
