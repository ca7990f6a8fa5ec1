import { expect, it } from 'vitest';
import { findPreset } from '@/lib/client/presets/find-preset';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { asId, type PresetId } from '@/lib/domain/ids';
import { attachmentOf, uuidOf } from '../../../support/messages';

const exact = {
  id: asId<PresetId>(uuidOf(1)),
  name: 'Exact',
  settings: { generation: { temperature: 0, seed: 7 } },
};
const settings = { ...DEFAULT_CONVERSATION_SETTINGS, pinnedImages: [attachmentOf(1).id] };

it('knows a conversation’s preset, in whatever order its settings were chosen', () => {
  const generation = { seed: 7, temperature: 0, topP: undefined };
  expect(findPreset([exact], { ...settings, generation })).toBe(exact);
  expect(findPreset([exact], { ...settings, generation: { seed: 7 } })).toBeNull();
  expect(findPreset([exact], settings)).toBeNull();
  const more = { ...settings, generation, systemPrompt: '' };
  expect(findPreset([exact], more)).toBeNull();
});

it('knows one that asks for nothing', () => {
  const usual = { ...exact, settings: {} };
  expect(findPreset([exact, usual], settings)).toBe(usual);
});
