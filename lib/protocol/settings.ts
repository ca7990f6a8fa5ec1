import * as z from 'zod/mini';
import { storableText } from '@/lib/domain/storable-text';

export const MAX_SYSTEM_PROMPT_CHARACTERS = 20_000;

/** `GET /api/settings`: what holds for all of a person's conversations. */
export const settingsSchema = z.object({
  /** Empty: the built-in one. May hold `{name}`, `{today}`, `{yesterday}`. */
  systemPrompt: z
    .string()
    .check(z.overwrite(storableText), z.maxLength(MAX_SYSTEM_PROMPT_CHARACTERS)),
  /** Whether more pixels of a picture are kept than models look at, so that they can look closer. */
  keepsLargest: z._default(z.boolean(), false),
});

export type Settings = z.infer<typeof settingsSchema>;

/** `PUT /api/settings`: what is left out stays as it is. */
export const settingsChangeSchema = z
  .partial(z.object({ systemPrompt: settingsSchema.shape.systemPrompt, keepsLargest: z.boolean() }))
  .check(z.refine((change) => Object.keys(change).length > 0));

export type SettingsChange = z.infer<typeof settingsChangeSchema>;
