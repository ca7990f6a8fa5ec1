import { act } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useClock } from '@/lib/client/layout/use-clock';
import { mount } from '../../../support/mount';

const NOW = Date.UTC(2026, 0, 1);
beforeEach(
  () => void vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval'] }),
);
afterEach(() => void vi.useRealTimers());

const Clock = ({ endsAt }: { endsAt?: number }) => String(useClock(endsAt) - NOW);
const SECOND_MS = 1000;
/** The page is drawn anew after each second, as in a browser. */
const pass = (seconds: number) => {
  for (let second = 0; second < seconds; second += 1) {
    act(() => void vi.advanceTimersByTime(SECOND_MS));
  }
};

test('it goes on until its end, and stands still then', () => {
  const page = mount();
  page.show(<Clock endsAt={NOW + 2500} />);
  pass(2);
  expect(page.textOf()).toBe('2000');
  pass(10);
  expect(page.textOf()).toBe('3000');
  expect(vi.getTimerCount()).toBe(0);
});

test('what has ended before never ticks; what has no end always does', () => {
  const page = mount();
  page.show(<Clock endsAt={NOW - 1} />);
  expect(vi.getTimerCount()).toBe(0);
  page.show(<Clock />);
  pass(60);
  expect(page.textOf()).toBe('60000');
});
