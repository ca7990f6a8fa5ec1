import 'client-only';
import type { ConversationSettings } from '@/lib/domain/conversation/conversation-settings';
import { type Preset, type PresetSettings, presetSettingsOf } from '@/lib/domain/preset/preset';
import { presetSettingsSchema } from '@/lib/protocol/presets';

/** Equal settings read the same, whatever the order they were chosen in. */
const toText = (settings: PresetSettings) =>
  JSON.stringify(presetSettingsSchema.safeParse(settings).data ?? null);

/** The preset that a conversation's settings are exactly as; `null` where there is none. */
export function findPreset(
  presets: readonly Preset[],
  settings: ConversationSettings,
): Preset | null {
  const wanted = toText(presetSettingsOf(settings));
  return presets.find((preset) => toText(preset.settings) === wanted) ?? null;
}
