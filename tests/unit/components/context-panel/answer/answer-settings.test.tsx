import { expect, test, vi } from 'vitest';
import { AnswerSettings } from '@/components/context-panel/answer/answer-settings';
import type { Repair } from '@/lib/domain/generation/repair';
import { asId, type ModelId } from '@/lib/domain/ids';
import { callOf } from '../../../../support/messages';
import { mount } from '../../../../support/mount';
import { modelsInView, subjectInView } from '../../../../support/settings-in-view';

test('the list of models is asked for anew with each other field that a server refused of a model, once', () => {
  const refresh = vi.fn(async () => undefined);
  const page = mount();
  const show = (fields: readonly string[], modelId = asId<ModelId>('fake/ministral')) => {
    const repairs = fields.map((field): Repair => ({ type: 'field-dropped', field }));
    page.show(
      <AnswerSettings
        subject={subjectInView({ model: null, models: modelsInView({ refresh }) })}
        prompt={{ systemPrompt: '' }}
        lastAnswer={{ call: callOf({ modelId, repairs }) }}
        onOpenSettings={() => undefined}
      />,
    );
    return refresh.mock.calls.length;
  };
  expect(show([])).toBe(0);
  expect(show(['seed'])).toBe(1);
  expect(show(['seed'])).toBe(1);
  expect(show(['topP'])).toBe(2);
  expect(show(['topP'], asId<ModelId>('other/pixtral'))).toBe(3);
  expect(show([])).toBe(3);
});
