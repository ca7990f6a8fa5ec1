import { expect, test } from 'vitest';
import { PresetChoice } from '@/components/context-panel/presets/preset-choice';
import { AppError } from '@/lib/domain/errors/app-error';
import { asId, type PresetId } from '@/lib/domain/ids';
import type { Preset } from '@/lib/domain/preset/preset';
import { renderWords } from '../../../support/render-words';

const PRESET: Preset = { id: asId<PresetId>('1'), name: 'Terse', settings: {} };
const NONE = { presets: [], isLoading: false, loadError: null, reload: () => {} };

const read = (facts: Partial<Parameters<typeof PresetChoice>[0]['presets']>) =>
  renderWords(
    <PresetChoice presets={{ ...NONE, ...facts }} current={null} onChoose={() => undefined} />,
  );

test('that there is no preset is said once that is known', () => {
  expect(read({})).toContain('No preset yet');
  const loading = read({ isLoading: true });
  expect(loading).toContain('Loading the presets…');
  expect(loading).not.toContain('No preset yet');
  const failed = read({ loadError: new AppError('internal') });
  expect(failed).toContain('role="alert"');
  expect(failed).toContain('Load again');
  expect(failed).not.toContain('No preset yet');
});

test('presets stay to be chosen while they are loaded anew, and where that fails', () => {
  for (const facts of [{ isLoading: true }, { loadError: new AppError('internal') }]) {
    const words = read({ ...facts, presets: [PRESET] });
    expect(words).toContain('Terse');
    expect(words).not.toContain('Loading');
  }
});
