import * as z from 'zod/mini';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { storableText } from '@/lib/domain/storable-text';
import {
  conversationSettingsSchema,
  conversationSettingsShape,
  generationChoiceSchema,
  generationChoiceShape,
} from './conversation-settings';
import { folderNameSchema, messageSchema } from './conversations';
import { eachByItself } from './each-by-itself';
import { attachmentIdSchema, conversationIdSchema, messageIdSchema } from './ids';
import { settingsSchema } from './settings';

export const EXPORT_FORMATS = ['markdown', 'html', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
/** `?format=` of an export. */
export const exportFormatSchema = z.enum(EXPORT_FORMATS);

/** Name of the document inside an exported zip. */
export const EXPORT_DOCUMENT = 'tenlens.json';
export const EXPORT_FORMAT = 'tenlens-export';
/** Grows when a reader of the version before could not read it rightly. */
export const EXPORT_VERSION = 1;

/**
 * What an exported document says of itself. `format` and `version` come first and `conversations`
 * last, so that it can be read while it arrives.
 */
export const exportHeadSchema = z.object({
  format: z.literal(EXPORT_FORMAT),
  version: z.int().check(z.positive()),
  /** Milliseconds since 1970. */
  exportedAt: z.number(),
  /** Only in an export of everything. */
  settings: eachByItself(settingsSchema, settingsSchema.shape, {
    systemPrompt: '',
    keepsLargest: false,
  }),
});

/** Settings of a conversation: one that is not right does not lose the others. */
const exportedSettingsSchema = eachByItself(
  conversationSettingsSchema,
  {
    ...conversationSettingsShape,
    generation: z.optional(eachByItself(generationChoiceSchema, generationChoiceShape, {})),
  },
  DEFAULT_CONVERSATION_SETTINGS,
);

/** One of `conversations` in an exported document: nothing that is stored of it is left out. */
export const exportedConversationSchema = z.object({
  id: conversationIdSchema,
  title: z.string(),
  headId: z.nullable(messageIdSchema),
  version: z.int().check(z.positive()),
  pinned: z._default(z.boolean(), false),
  archived: z._default(z.boolean(), false),
  folder: z._default(z.nullable(folderNameSchema), null),
  isUnread: z._default(z.boolean(), false),
  settings: exportedSettingsSchema,
  createdAt: z.number(),
  updatedAt: z.number(),
  /** What it was known by where it came from, when it was imported itself. */
  importKey: z.optional(z.string().check(z.overwrite(storableText), z.maxLength(300))),
  messages: z.array(messageSchema),
  /** Where the bytes of each picture lie in the zip: `attachments/<sha256>.<jpg or png>`. */
  attachments: z.array(
    z.object({ id: attachmentIdSchema, file: z.string().check(z.maxLength(200)) }),
  ),
});
