import { act } from 'react';
import { expect, test, vi } from 'vitest';
import { useAddServer } from '@/components/mcp/use-add-server';
import { mount } from '../../../support/mount';

const event = { preventDefault: () => undefined };

/** The form, with a server that has not said yet whether it stores what it is sent. */
function openForm() {
  const page = mount();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const onAdd = vi.fn(() => promise);
  let form: ReturnType<typeof useAddServer> | undefined;
  function Form() {
    form = useAddServer(onAdd);
    return null;
  }
  page.show(<Form />);
  return {
    onAdd,
    fields: () => [form?.name, form?.url],
    isSaving: () => form?.isSaving,
    type: (name: string, url: string) =>
      act(() => {
        form?.setName(name);
        form?.setUrl(url);
      }),
    press: () => act(async () => void form?.add(event)),
    answer: (isStored: boolean) =>
      act(async () => {
        resolve(isStored);
        await promise;
      }),
  };
}

test('a second press while a server is being stored sends nothing, and the form is empty then', async () => {
  const form = openForm();
  form.type(' one ', 'https://one.example/mcp');
  await form.press();
  await form.press();
  expect(form.isSaving()).toBe(true);
  await form.answer(true);
  expect(form.onAdd.mock.calls).toEqual([[{ name: 'one', url: 'https://one.example/mcp' }]]);
  expect(form.fields()).toEqual(['', '']);
  expect(form.isSaving()).toBe(false);
});

test('what is typed meanwhile stays', async () => {
  const form = openForm();
  form.type('one', 'https://one.example/mcp');
  await form.press();
  form.type('two', 'https://two.example/mcp');
  await form.answer(true);
  expect(form.fields()).toEqual(['two', 'https://two.example/mcp']);
});

test('so does what was not stored, and it can be sent again', async () => {
  const form = openForm();
  form.type('one', 'https://one.example/mcp');
  await form.press();
  await form.answer(false);
  expect(form.fields()).toEqual(['one', 'https://one.example/mcp']);
  await form.press();
  expect(form.onAdd).toHaveBeenCalledTimes(2);
});
