import { expect, it } from 'vitest';
import { PanelState } from '@/components/context-panel/panel-state';
import { AppError } from '@/lib/domain/errors/app-error';
import { modelOf } from '../../../support/messages';
import { renderWords } from '../../../support/render-words';
import { settingsInView } from '../../../support/settings-in-view';
import { readable } from '../markdown/render';

const ignore = () => {};
const panel = {
  prompt: null,
  loadError: null,
  isLoading: false,
  reload: ignore,
};
const models = { isLoading: false, error: null, refresh: () => Promise.resolve() };

type Subject = Omit<Parameters<typeof PanelState>[0]['subject'], 'own'>;
const read = (subject: Subject, facts: { isLoading?: boolean } = {}) =>
  readable(
    renderWords(
      <PanelState panel={{ ...panel, ...facts }} subject={{ ...subject, own: settingsInView() }} />,
    ),
  );

it('says why there is no model, and offers to look again', () => {
  const error = new AppError('network');
  const failed = read({ model: null, models: { ...models, error } });
  expect(failed).toContain('The server cannot be reached.');
  expect(failed).toContain('Load again');
  expect(failed).not.toContain('Working out');
  expect(read({ model: null, models })).toContain('No model could be found. Load again');
});

it('waits for the list of models, for the conversation, and for the preview', () => {
  const waiting = 'Working out the next request…';
  expect(read({ model: null, models: { ...models, isLoading: true } })).toBe(waiting);
  expect(read({ model: modelOf(), models })).toBe(waiting);
  expect(read({ model: null, models }, { isLoading: true })).toBe(waiting);
});
