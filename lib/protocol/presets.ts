import * as z from 'zod/mini';
import type { PresetSettings } from '@/lib/domain/preset/preset';
import { storableText } from '@/lib/domain/storable-text';
import { answerSettings } from './conversation-settings';
import { presetIdSchema } from './ids';

export const MAX_PRESET_NAME_CHARACTERS = 80;
/** Presets that one person may have. */
export const MAX_PRESETS = 200;

/** Also used to read stored presets back. */
export const presetSettingsSchema: z.ZodMiniType<PresetSettings> = z.object(answerSettings);

/** A preset as a person makes it, and as it is in a file. */
export const newPresetSchema = z.object({
  name: z
    .string()
    .check(
      z.overwrite(storableText),
      z.trim(),
      z.minLength(1),
      z.maxLength(MAX_PRESET_NAME_CHARACTERS),
    ),
  settings: presetSettingsSchema,
});

/** `POST /api/presets`; a name that is taken gets a number, or is refused with 409. */
export const addPresetSchema = z.object({
  preset: newPresetSchema,
  ifTaken: z.enum(['number', 'refuse']),
});

/** What a preset is; `PUT /api/presets/{id}` takes a `newPresetSchema`. */
export const presetSchema = z.object({
  id: presetIdSchema,
  name: z.string(),
  settings: presetSettingsSchema,
});

/** `GET /api/presets`. */
export const presetListSchema = z.object({ presets: z.array(presetSchema) });
