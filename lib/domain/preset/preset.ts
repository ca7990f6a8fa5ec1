import type { ConversationSettings } from '../conversation/conversation-settings';
import type { PresetId } from '../ids';

/** What of a conversation's settings a preset has: how a model is asked, and nothing about pictures. */
const PRESET_KEYS = ['modelId', 'systemPrompt', 'generation', 'responseFormat', 'tools'] as const;

export type PresetSettings = Pick<ConversationSettings, (typeof PRESET_KEYS)[number]>;

/** Settings under a name, before they are stored. */
export type NewPreset = { readonly name: string; readonly settings: PresetSettings };

/** Settings under a name that no other preset of the person has. */
export type Preset = NewPreset & { readonly id: PresetId };

/** What of the settings of a conversation a preset would keep. */
export function presetSettingsOf(settings: ConversationSettings): PresetSettings {
  const said = PRESET_KEYS.filter((key) => settings[key] !== undefined);
  return Object.fromEntries(said.map((key) => [key, settings[key]]));
}

/** Settings of a conversation as a preset has them: what it does not name is the default again. */
export function applyPreset(
  settings: ConversationSettings,
  preset: PresetSettings,
): ConversationSettings {
  const none = Object.fromEntries(PRESET_KEYS.map((key) => [key, undefined]));
  return { ...settings, ...none, ...preset };
}

/** The `n`th name to try where a name is taken, from 1: `Receipts`, `Receipts (2)`, … */
export function numberedName(name: string, number: number, maxCharacters: number): string {
  if (number === 1) return name;
  const end = ` (${number})`;
  return `${name.slice(0, maxCharacters - end.length).trimEnd()}${end}`;
}
