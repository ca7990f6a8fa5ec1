import { expect, it } from 'vitest';
import { asId, type ModelId } from '@/lib/domain/ids';
import type { NewPreset } from '@/lib/domain/preset/preset';
import { readPresetFile, writePresetFile } from '@/lib/protocol/preset-file';

const PRESETS: readonly NewPreset[] = [
  { name: 'Empty', settings: {} },
  {
    name: 'Receipts',
    settings: {
      modelId: asId<ModelId>('lab/one'),
      systemPrompt: 'Read {name} 🙂',
      generation: { temperature: 0, stop: ['\n\n'], thinks: false },
      responseFormat: { type: 'json' },
      tools: ['calculator'],
    },
  },
];
const fileOf = (presets: unknown, head: object = {}) =>
  readPresetFile(JSON.stringify({ format: 'tenlens-presets', version: 1, ...head, presets }));

it('reads what it wrote, also behind a byte order mark, and no more than that', () => {
  const stored = PRESETS.map((preset) => ({ ...preset, id: 'x', more: 1 }));
  const text = writePresetFile(stored);
  expect(text).not.toContain('"id"');
  expect(readPresetFile(text)).toEqual({ presets: PRESETS, problem: null });
  expect(readPresetFile(`\uFEFF${text}`).presets).toEqual(PRESETS);
});

it.each([
  ['nothing', '', 'not-json'],
  ['half a file', '{"format":', 'not-json'],
  ['another text', '[]', 'no-presets'],
  ['a conversation', '{"format":"tenlens","version":1}', 'no-presets'],
  ['no presets', '{"format":"tenlens-presets","version":1}', 'no-presets'],
  ['a later file', '{"format":"tenlens-presets","version":2}', 'newer'],
])('says what is wrong with %s', (_what, text, type) => {
  expect(readPresetFile(text).problem).toEqual({ type });
});

it.each([
  ['a name', { settings: {} }, '1', 'name'],
  ['settings', { name: 'A' }, 'A', 'settings'],
  [
    'a temperature in bounds',
    { name: 'Hot', settings: { generation: { temperature: 9 } } },
    'Hot',
    'settings.generation.temperature',
  ],
  ['a model', { name: ' B ', settings: { modelId: 'x' } }, 'B', 'settings.modelId'],
  [
    'stop texts with words',
    { name: 'C', settings: { generation: { stop: [''] } } },
    'C',
    'settings.generation.stop.0',
  ],
])('names the preset and the setting where it misses %s', (_what, preset, name, path) => {
  expect(fileOf([preset]).problem).toEqual({ type: 'invalid', preset: name, path });
});
