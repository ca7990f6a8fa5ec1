import { act } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useTyped } from '@/lib/client/layout/use-typed';
import { mount } from '../../../support/mount';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** A field that takes everything but `bad`, and writes what it takes in capitals. */
function setUp() {
  const page = mount();
  const taken: string[] = [];
  let value = 'A';
  let typed: ReturnType<typeof useTyped> | null = null;
  function Field() {
    typed = useTyped(value, (text) => {
      if (text === 'bad') return false;
      taken.push(text);
      value = text.toUpperCase();
      return true;
    });
    return typed.text;
  }
  const field = () => typed ?? expect.fail('nothing is mounted');
  const show = () => page.show(<Field />);
  show();
  return {
    taken,
    text: page.textOf,
    unmount: page.unmount,
    type: (text: string) => act(() => field().type(text)),
    leave: () => act(() => field().leave()),
    forget: () => act(() => field().forget()),
    pause: () => act(() => void vi.advanceTimersByTime(1000)),
  };
}

test('a text counts after a pause, and stays as it was typed', () => {
  const { taken, text, type, pause } = setUp();
  type('b');
  type('bc');
  expect(taken).toEqual([]);
  pause();
  expect(taken).toEqual(['bc']);
  expect(text()).toBe('bc');
});

test('a text counts once its field is left, and is shown then as it is kept', () => {
  const { taken, text, type, leave, pause } = setUp();
  leave();
  type('bc');
  leave();
  pause();
  expect(taken).toEqual(['bc']);
  expect(text()).toBe('BC');
});

test('what cannot be taken stays where it was typed, until it is forgotten', () => {
  const { taken, text, type, leave, forget, pause } = setUp();
  type('bad');
  pause();
  leave();
  expect(text()).toBe('bad');
  type('worse');
  forget();
  pause();
  expect(taken).toEqual([]);
  expect(text()).toBe('A');
});

test('what was typed counts also where the field goes away', () => {
  const { taken, type, unmount } = setUp();
  type('bc');
  unmount();
  expect(taken).toEqual(['bc']);
});
