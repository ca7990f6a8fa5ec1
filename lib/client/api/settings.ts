import 'client-only';
import { type Settings, type SettingsChange, settingsSchema } from '@/lib/protocol/settings';
import { jsonBody, requestJson } from './request-json';

const PATH = '/api/settings';

export function fetchSettings(): Promise<Settings> {
  return requestJson(PATH, settingsSchema);
}

/** Changes what is given. */
export async function saveSettings(change: SettingsChange): Promise<void> {
  await requestJson(PATH, settingsSchema, jsonBody('PUT', change));
}
