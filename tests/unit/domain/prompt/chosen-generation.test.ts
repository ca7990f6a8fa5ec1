import { expect, test } from 'vitest';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import type { GenerationChoice } from '@/lib/domain/generation/generation-choice';
import { assemblePrompt } from '@/lib/domain/prompt/assemble-prompt';
import { branchOf, modelOf } from '../../../support/messages';

const MODEL = modelOf({ defaultTemperature: 0.7, defaultTopP: 0.95, thinksInMarkers: true });

function promptWith(generation: GenerationChoice) {
  const { prompt } = assemblePrompt({
    branch: branchOf('Hello'),
    model: MODEL,
    systemPrompt: '',
    today: '2026-03-02',
    yesterday: '2026-03-01',
    settings: { ...DEFAULT_CONVERSATION_SETTINGS, generation },
  });
  const [first] = prompt.messages;
  return { settings: prompt.settings, system: first?.role === 'system' ? first.text : '' };
}

test('what is not chosen is as on the model card, and what has no value there is not asked for', () => {
  const { settings, system } = promptWith({});
  expect(settings).toEqual({ temperature: 0.7, topP: 0.95, maxOutputTokens: 4096 });
  expect(system).toContain('[THINK]');
});

test('what is chosen is asked for, and nothing else changes', () => {
  const chosen = { temperature: 0, topP: 1, maxOutputTokens: 90, seed: 0, stop: ['END'] };
  expect(promptWith(chosen).settings).toEqual(chosen);
});

test('a model that is not to think is not told to', () => {
  const { settings, system } = promptWith({ thinks: false });
  expect(system).not.toContain('[THINK]');
  expect(settings).not.toHaveProperty('thinks');
});
