import * as z from 'zod/mini';
import {
  CONTEXT_STRATEGIES,
  type ConversationSettings,
} from '@/lib/domain/conversation/conversation-settings';
import { IMAGE_DETAILS } from '@/lib/domain/image/image-detail';
import { attachmentIdSchema } from './ids';

/** Pictures that the settings of one conversation may name. */
const MAX_NAMED_IMAGES = 5_000;

const imagesSchema = z.array(attachmentIdSchema).check(z.maxLength(MAX_NAMED_IMAGES));

/** How the prompts of one conversation are made. Also used to read stored settings back. */
export const conversationSettingsSchema: z.ZodMiniType<ConversationSettings> = z.object({
  contextStrategy: z.enum(CONTEXT_STRATEGIES),
  pinnedImages: imagesSchema,
  excludedImages: imagesSchema,
  imageDetail: z
    .record(attachmentIdSchema, z.enum(IMAGE_DETAILS))
    .check(z.refine((details) => Object.keys(details).length <= MAX_NAMED_IMAGES)),
});
