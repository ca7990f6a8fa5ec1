import { act } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useSecondsOf } from '@/lib/client/layout/use-seconds-of';
import { mount } from '../../../support/mount';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

type SecondsProps = { name: string; isNew: boolean };
const Seconds = ({ name, isNew }: SecondsProps) => String(useSecondsOf(name, isNew));
const pass = (milliseconds: number) => act(() => void vi.advanceTimersByTime(milliseconds));

test('it counts from the beginning that was seen, also when it was out of sight', () => {
  const page = mount();
  page.show(<Seconds name="seen" isNew />);
  pass(3000);
  expect(page.textOf()).toBe('3');
  page.show(null);
  pass(4000);
  page.show(<Seconds name="seen" isNew={false} />);
  expect(page.textOf()).toBe('7');
});

test('it counts nothing whose beginning was not seen', () => {
  const page = mount();
  page.show(<Seconds name="unseen" isNew={false} />);
  pass(5000);
  expect(page.textOf()).toBe('0');
  page.show(null);
  page.show(<Seconds name="unseen" isNew />);
  pass(5000);
  expect(page.textOf()).toBe('0');
});
