import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pace } from '@/lib/client/markdown/pace';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
});

afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

it('runs work in order, in slices with room for the page between them', () => {
  const done: string[] = [];
  let spent = 0;
  const work = (name: string) => () => {
    done.push(name);
    spent += 5;
  };
  vi.spyOn(performance, 'now').mockImplementation(() => spent);
  for (const name of ['a', 'b', 'c', 'd', 'e']) pace(work(name));
  expect(done).toEqual(['a', 'b']);
  vi.advanceTimersToNextTimer();
  expect(done).toEqual(['a', 'b', 'c', 'd']);
  vi.advanceTimersToNextTimer();
  expect(done).toEqual(['a', 'b', 'c', 'd', 'e']);
});

it('takes work back that has not run', () => {
  const done: string[] = [];
  let spent = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => spent);
  pace(() => {
    spent += 100;
  });
  const takeBack = pace(() => done.push('a'));
  pace(() => done.push('b'));
  takeBack();
  vi.runAllTimers();
  expect(done).toEqual(['b']);
});
