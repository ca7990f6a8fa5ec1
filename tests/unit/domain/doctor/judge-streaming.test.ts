import { describe, expect, test } from 'vitest';
import { judgeStreaming } from '@/lib/domain/doctor/judge-streaming';

/** So many frames, the first after `first` milliseconds, then one every `gap`. */
const frames = (count: number, first: number, gap: number) =>
  Array.from({ length: count }, (_, index) => first + index * gap);

describe('a stream is buffered', () => {
  test.each([
    ['a long wait, then all at once', frames(40, 3_000, 0)],
    ['let go in a few writes', frames(40, 800, 0.5)],
    ['just slow enough to tell', frames(8, 400, 1)],
  ])('%s', (_name, arrivals) => {
    expect(judgeStreaming(arrivals).isBuffered).toBe(true);
  });
});

describe('a stream is not', () => {
  test.each([
    ['an ordinary one', frames(40, 300, 20)],
    ['a long prompt, then a fast model', frames(40, 5_000, 4)],
    ['a simulator that needs no time', frames(40, 5, 0.1)],
    ['too few frames to tell', frames(3, 2_000, 0)],
    ['no frame at all', []],
  ])('%s', (_name, arrivals) => {
    expect(judgeStreaming(arrivals).isBuffered).toBe(false);
  });
});

test('says when it began, and how fast it went on', () => {
  expect(judgeStreaming(frames(41, 250, 20))).toMatchObject({ firstMs: 250, perSecond: 50 });
  expect(judgeStreaming([10])).toMatchObject({ firstMs: 10, perSecond: 0 });
});
