import 'client-only';
import { type Settings, settingsSchema } from '@/lib/protocol/settings';
import { jsonBody, requestJson } from './request-json';

const PATH = '/api/settings';

export function fetchSettings(): Promise<Settings> {
  return requestJson(PATH, settingsSchema);
}

export async function saveSettings(settings: Settings): Promise<void> {
  await requestJson(PATH, settingsSchema, jsonBody('PUT', settings));
}
