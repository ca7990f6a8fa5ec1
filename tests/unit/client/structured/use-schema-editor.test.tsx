import { act } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { forgetAllSchemaDrafts, putSchemaAside } from '@/lib/client/structured/schema-draft';
import { type SchemaEditor, useSchemaEditor } from '@/lib/client/structured/use-schema-editor';
import type { ResponseFormat } from '@/lib/domain/prompt/prompt';
import { fakeSessionStorage } from '../../../support/fake-session-storage';
import { mount } from '../../../support/mount';

const formOf = (title: string): ResponseFormat => ({
  type: 'json-schema',
  name: 'answer',
  schema: { title },
});
const textOf = (title: string) => JSON.stringify({ title });

let kept: () => string[];
beforeEach(() => {
  vi.useFakeTimers();
  kept = fakeSessionStorage();
  forgetAllSchemaDrafts();
  return () => {
    vi.useRealTimers();
  };
});

/** An editor whose page does with a form what `use` says. */
function open(use: (format: ResponseFormat) => Promise<void> = async () => {}) {
  const page = mount();
  let editor: SchemaEditor | undefined;
  type Facts = { used?: ResponseFormat; hasFailed?: boolean; place?: string };
  function Editor({ used, hasFailed = false, place = 'new' }: Facts) {
    editor = useSchemaEditor({ place, used, hasFailed, use });
    return null;
  }
  return {
    ...page,
    show: (facts: Facts = {}) => page.show(<Editor {...facts} />),
    editor() {
      if (!editor) throw new Error('nothing is shown');
      return editor;
    },
    type(text: string) {
      act(() => this.editor().change({ text }));
    },
  };
}

const settle = () => act(() => vi.runAllTimers());

test('what is typed is used once it is a schema and nothing more is typed', () => {
  const use = vi.fn(async () => {});
  const page = open(use);
  page.show();
  page.type('{"title": ');
  settle();
  expect(use).not.toHaveBeenCalled();
  expect(page.editor().judged.type).toBe('not-json');
  page.type(textOf('one'));
  page.type(textOf('two'));
  settle();
  expect(use.mock.calls).toEqual([[formOf('two')]]);
});

test('what is no schema yet is there again in the next editor; what is in use is not kept', () => {
  const first = open();
  first.show();
  first.type('{"title": ');
  first.unmount();
  const second = open();
  second.show();
  expect(second.editor().text).toBe('{"title": ');
  second.type(textOf('a'));
  second.show({ used: formOf('a') });
  expect(second.editor().isUsed).toBe(true);
  expect(kept()).toEqual([]);
});

test('a schema is used at the latest when its editor goes', () => {
  const use = vi.fn(async () => {});
  const page = open(use);
  page.show();
  page.type(textOf('a'));
  page.unmount();
  expect(use.mock.calls).toEqual([[formOf('a')]]);
});

test('what is chosen elsewhere takes the place of what was in use, and is not overwritten', () => {
  const use = vi.fn(async () => {});
  const page = open(use);
  page.show({ used: formOf('a') });
  page.type(textOf('b'));
  settle();
  page.show({ used: formOf('b') });
  page.show({ used: formOf('preset') });
  settle();
  expect(page.editor().text).toContain('preset');
  expect(use.mock.calls).toEqual([[formOf('b')]]);
});

test('what could not be stored stays, and is tried again only when it is asked for', () => {
  const use = vi.fn(async () => {});
  const page = open(use);
  page.show({ used: formOf('a') });
  page.type(textOf('b'));
  settle();
  page.show({ used: formOf('b') });
  page.show({ used: formOf('a'), hasFailed: true });
  page.show({ used: formOf('a') });
  settle();
  expect(page.editor().text).toBe(textOf('b'));
  expect(use).toHaveBeenCalledTimes(1);
  act(() => void page.editor().use());
  expect(use).toHaveBeenCalledTimes(2);
});

test('a conversation that is stored now takes along what is typed', () => {
  const page = open();
  page.show();
  page.type('{');
  page.show({ place: 'c1' });
  expect(page.editor().text).toBe('{');
  expect(kept()).toEqual(['tenlens.schema-draft.c1']);
});

test('what is on its way to be stored is kept until it is', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const page = open(() => promise);
  page.show();
  page.type(textOf('a'));
  settle();
  page.show({ used: formOf('a') });
  expect(kept()).toEqual(['tenlens.schema-draft.new']);
  resolve();
  await promise;
  expect(kept()).toEqual([]);
});

test('what could not be stored after its editor went is there in the next one', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const first = open(() => promise);
  first.show();
  first.type(textOf('a'));
  settle();
  first.show({ used: formOf('a') });
  first.unmount();
  resolve();
  await promise;
  const second = open();
  second.show({ hasFailed: true });
  expect(second.editor().text).toBe(textOf('a'));
});

test('what was typed is there again where the choice of another form could not be stored', () => {
  const first = open();
  first.show({ used: formOf('a') });
  first.type('{"title": ');
  putSchemaAside('new', formOf('a'), false);
  first.unmount();
  const second = open();
  second.show({ used: formOf('a'), hasFailed: true });
  expect(second.editor().text).toBe('{"title": ');
});
