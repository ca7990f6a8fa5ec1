import { act, useSyncExternalStore } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { forgetAllSchemaDrafts } from '@/lib/client/structured/schema-draft';
import { useFormatChoice } from '@/lib/client/structured/use-format-choice';
import { type SchemaEditor, useSchemaEditor } from '@/lib/client/structured/use-schema-editor';
import type { ResponseFormat } from '@/lib/domain/prompt/prompt';
import { fakeSessionStorage } from '../../../support/fake-session-storage';
import { mount } from '../../../support/mount';
import { settingsInView } from '../../../support/settings-in-view';

const TEXT = JSON.stringify({ title: 'a' });
const FORM: ResponseFormat = { type: 'json-schema', name: 'answer', schema: { title: 'a' } };
const PRESET: ResponseFormat = {
  type: 'json-schema',
  name: 'other',
  schema: { title: 'preset' },
};

beforeEach(() => {
  vi.useFakeTimers();
  fakeSessionStorage();
  forgetAllSchemaDrafts();
  return () => {
    vi.useRealTimers();
  };
});

/** The choice with its editor, of a conversation that is not stored. */
function openPanel() {
  const page = mount();
  const { store } = settingsInView();
  let editor: SchemaEditor | null = null;
  let choice: ReturnType<typeof useFormatChoice> | undefined;
  const useSettings = () => useSyncExternalStore(store.subscribe, store.getState).settings;
  function Editor() {
    const used = useSettings().responseFormat;
    const use = (responseFormat: ResponseFormat) => store.change({ responseFormat });
    editor = useSchemaEditor({ place: 'new', used, hasFailed: false, use });
    return null;
  }
  let hasEditor = true;
  function Panel() {
    choice = useFormatChoice('new', { settings: useSettings(), change: store.change, error: null });
    return choice.shown === 'json-schema' && hasEditor && <Editor />;
  }
  page.show(<Panel />);
  return {
    shown: () => choice?.shown,
    used: () => store.getState().settings.responseFormat,
    text: () => editor?.text,
    type: (text: string) => act(() => editor?.change({ text })),
    choose: (format: 'text' | 'json' | 'json-schema') => act(() => choice?.choose(format)),
    /** Other settings are chosen at once, as by a preset. */
    use: (responseFormat?: ResponseFormat) => act(() => store.change({ responseFormat })),
    settle: () => act(() => vi.runAllTimers()),
    /** Its file is still on its way. */
    withoutEditor() {
      hasEditor = false;
    },
    reopen() {
      hasEditor = true;
      page.show(null);
      page.show(<Panel />);
    },
  };
}

test('a schema in use is there and used again when a schema is chosen after another form', () => {
  const panel = openPanel();
  panel.choose('json-schema');
  panel.type(TEXT);
  panel.settle();
  expect(panel.used()).toEqual(FORM);
  panel.choose('text');
  panel.settle();
  expect([panel.shown(), panel.used()]).toEqual(['text', undefined]);
  panel.choose('json');
  panel.choose('json-schema');
  panel.settle();
  expect(JSON.parse(panel.text() ?? '')).toEqual({ title: 'a' });
  expect(panel.used()).toEqual(FORM);
});

test('what is typed after that is there again too, and the other form stays the chosen one', () => {
  const panel = openPanel();
  panel.choose('json-schema');
  panel.type('{"title": ');
  panel.choose('json');
  panel.reopen();
  expect([panel.shown(), panel.used()]).toEqual(['json', { type: 'json' }]);
  panel.choose('json-schema');
  expect(panel.text()).toBe('{"title": ');
  panel.reopen();
  expect([panel.shown(), panel.text()]).toEqual(['json-schema', '{"title": ']);
});

test('a schema that waits for more letters is not used once another form is chosen', () => {
  const panel = openPanel();
  panel.choose('json-schema');
  panel.type(TEXT);
  panel.choose('text');
  panel.settle();
  expect([panel.shown(), panel.used()]).toEqual(['text', undefined]);
  panel.choose('json-schema');
  panel.settle();
  expect(panel.used()).toEqual(FORM);
});

test('a preset without a schema puts the one in use aside', async () => {
  const panel = openPanel();
  panel.choose('json-schema');
  panel.type(TEXT);
  panel.settle();
  await panel.use();
  expect([panel.shown(), panel.used()]).toEqual(['text', undefined]);
  panel.reopen();
  expect(panel.shown()).toBe('text');
  panel.choose('json-schema');
  expect(panel.text()).toBe(TEXT);
});

test.each([
  ['one', TEXT],
  ['none yet', '{"title": '],
])(
  'a preset with a schema holds against what was put aside, though that be %s',
  async (_, text) => {
    const panel = openPanel();
    panel.choose('json-schema');
    panel.type(text);
    panel.settle();
    panel.choose('text');
    await panel.use(PRESET);
    panel.settle();
    expect(JSON.parse(panel.text() ?? '')).toEqual({ title: 'preset' });
    panel.reopen();
    panel.settle();
    expect(panel.used()).toEqual(PRESET);
    panel.choose('text');
    panel.choose('json-schema');
    panel.settle();
    expect(panel.used()).toEqual(PRESET);
  },
);

test('that holds too where another form is chosen before the editor is there', async () => {
  const panel = openPanel();
  panel.choose('json-schema');
  panel.type(TEXT);
  panel.settle();
  panel.choose('text');
  panel.withoutEditor();
  await panel.use(PRESET);
  panel.choose('text');
  panel.reopen();
  panel.choose('json-schema');
  panel.settle();
  expect(panel.used()).toEqual(PRESET);
});
