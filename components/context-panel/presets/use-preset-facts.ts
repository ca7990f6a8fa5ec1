'use client';

import { useTranslations } from 'next-intl';
import { splitModelId } from '@/lib/domain/connection/split-model-id';
import type { PresetSettings } from '@/lib/domain/preset/preset';

/** What is in a preset, in one line. */
export function usePresetFacts(settings: PresetSettings): string {
  const t = useTranslations('presets');
  const { modelId, systemPrompt, generation = {}, responseFormat, tools = [] } = settings;
  const count = Object.values(generation).filter((value) => value !== undefined).length;
  const isSchema = responseFormat?.type === 'json-schema';
  const facts = [
    modelId && (splitModelId(modelId)?.name ?? modelId),
    systemPrompt !== undefined && t('factPrompt'),
    count > 0 && t('factValues', { count }),
    isSchema && t('factSchema', { name: responseFormat.name }),
    responseFormat?.type === 'json' && t('factJson'),
    tools.length > 0 && t('factTools', { count: tools.length }),
  ].filter((fact) => typeof fact === 'string');
  return facts.length === 0 ? t('factNothing') : facts.join(' · ');
}
