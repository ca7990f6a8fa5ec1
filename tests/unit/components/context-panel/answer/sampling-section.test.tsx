import { expect, it } from 'vitest';
import { ModelSection } from '@/components/context-panel/answer/model-section';
import { SamplingSection } from '@/components/context-panel/answer/sampling-section';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import type { GenerationChoice } from '@/lib/domain/generation/generation-choice';
import { asId, type ModelId } from '@/lib/domain/ids';
import type { ModelDescriptor } from '@/lib/domain/model';
import { modelOf } from '../../../../support/messages';
import { renderWords } from '../../../../support/render-words';
import { modelsInView, settingsInView } from '../../../../support/settings-in-view';
import { readable } from '../../markdown/render';

const read = (facts: Partial<ModelDescriptor>, generation: GenerationChoice = {}) => {
  const own = settingsInView({ ...DEFAULT_CONVERSATION_SETTINGS, generation });
  const model = modelOf({ connectionLabel: 'Lab', defaultTemperature: 0.15, ...facts });
  return readable(renderWords(<SamplingSection own={own} model={model} />));
};

it('says what each does, and what holds while nothing is chosen', () => {
  const text = read({ defaultTopP: 0.95 });
  expect(text).toContain('as on the model card');
  expect(text).toContain('low is exact and repeatable, high is varied. On the model card: 0.15.');
  expect(text).toContain('On the model card: 0.95.');
  expect(text).toContain('Usually: 4,096.');
  expect(text).toContain('as far as the server keeps to it. Not chosen: the server decides.');
  expect(read({ isGuessed: true })).toContain('high is varied. Usually: 0.15.');
  expect(read({}, { seed: 7, temperature: 0 })).toContain('2 chosen');
});

it('offers only what the server takes, and tells of the rest', () => {
  const withoutFields = ['seed', 'stop'] as const;
  const text = read({ withoutFields });
  expect(text).not.toContain('The same number and the same request');
  expect(text).toContain('Not offered, because Lab does not take it: Seed and Stop texts.');
  const chosen = read({ withoutFields }, { seed: 7 });
  expect(chosen).toContain('Lab does not take this; it is not sent.');
  expect(chosen).toContain('does not take it: Stop texts.');
});

it('has a switch for thinking only where the model must be told to think', () => {
  expect(read({ supportsReasoning: true })).not.toContain('Think first');
  expect(read({ thinksInMarkers: true })).toContain('Think first');
});

it('says that a script writes the same whatever is chosen', () => {
  expect(read({ isDemo: true })).toContain('it writes the same whatever is chosen here');
  expect(read({})).not.toContain('script');
});

it('says when the conversation’s model is not offered any more', () => {
  const settings = { ...DEFAULT_CONVERSATION_SETTINGS, modelId: asId<ModelId>('lab/old/one') };
  const own = settingsInView(settings);
  const show = (isGone: boolean) => {
    const subject = { own, models: modelsInView({ isGone }) };
    return readable(
      renderWords(<ModelSection subject={subject} model={modelOf({ name: 'New' })} />),
    );
  };
  expect(show(true)).toContain('“old/one” is not offered now. “New” answers in its place.');
  expect(show(false)).not.toContain('not offered');
});
