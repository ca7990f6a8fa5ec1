import * as z from 'zod/mini';
import { storableText } from '@/lib/domain/storable-text';

export const MAX_SYSTEM_PROMPT_CHARACTERS = 20_000;

/** `GET` and `PUT /api/settings`: what holds for all of a person's conversations. */
export const settingsSchema = z.object({
  /** Empty: the built-in one. May hold `{name}`, `{today}`, `{yesterday}`. */
  systemPrompt: z
    .string()
    .check(z.overwrite(storableText), z.maxLength(MAX_SYSTEM_PROMPT_CHARACTERS)),
});

export type Settings = z.infer<typeof settingsSchema>;
