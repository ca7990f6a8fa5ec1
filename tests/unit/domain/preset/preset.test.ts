import { expect, it } from 'vitest';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { applyPreset, numberedName, presetSettingsOf } from '@/lib/domain/preset/preset';
import { attachmentOf, modelOf } from '../../../support/messages';

const PICTURES = { ...DEFAULT_CONVERSATION_SETTINGS, pinnedImages: [attachmentOf(1).id] };
const CHOSEN = { modelId: modelOf().id, systemPrompt: 'Be brief.', generation: { seed: 7 } };

it('keeps how a model is asked, and nothing about pictures', () => {
  const settings = { ...PICTURES, ...CHOSEN, tools: undefined };
  expect(presetSettingsOf(settings)).toEqual(CHOSEN);
  expect(Object.keys(presetSettingsOf(PICTURES))).toEqual([]);
});

it('replaces all of that in a conversation: what it does not name is the default again', () => {
  const before = { ...PICTURES, ...CHOSEN, tools: ['calculator'] };
  const after = applyPreset(before, { systemPrompt: '' });
  expect(after).toEqual({ ...PICTURES, systemPrompt: '' });
  expect(presetSettingsOf(applyPreset(PICTURES, CHOSEN))).toEqual(CHOSEN);
});

it('numbers a name within its length', () => {
  expect(numberedName('Receipts', 1, 10)).toBe('Receipts');
  expect(numberedName('Receipts', 2, 10)).toBe('Receip (2)');
  expect(numberedName('Two words', 12, 10)).toBe('Two w (12)');
  expect(numberedName('A b', 3, 80)).toBe('A b (3)');
});
