import 'client-only';
import type { PresetId } from '@/lib/domain/ids';
import type { NewPreset, Preset } from '@/lib/domain/preset/preset';
import { presetListSchema, presetSchema } from '@/lib/protocol/presets';
import { jsonBody, request, requestJson } from './request-json';

const ROOT = '/api/presets';

export async function fetchPresets(signal: AbortSignal): Promise<readonly Preset[]> {
  return (await requestJson(ROOT, presetListSchema, { signal })).presets;
}

/** @param ifTaken - What becomes of a name that is taken: it gets a number, or is refused. */
export function addPreset(preset: NewPreset, ifTaken: 'number' | 'refuse'): Promise<Preset> {
  return requestJson(ROOT, presetSchema, jsonBody('POST', { preset, ifTaken }));
}

/** Gives a preset another name or other settings. */
export function replacePreset(id: PresetId, { name, settings }: NewPreset): Promise<Preset> {
  return requestJson(`${ROOT}/${id}`, presetSchema, jsonBody('PUT', { name, settings }));
}

export async function deletePreset(id: PresetId): Promise<void> {
  await request(`${ROOT}/${id}`, { method: 'DELETE' });
}
