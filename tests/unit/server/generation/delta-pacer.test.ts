import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Chunk } from '@/lib/domain/generation/chunk';
import { createDeltaPacer } from '@/lib/server/generation/delta-pacer';
import { createAnswerWriter } from '@/lib/server/generation/write-answer';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

function opened() {
  let time = 1_000;
  const pacer = createDeltaPacer(() => time);
  const writerOf = () => {
    const chunks: Chunk[] = [];
    const writer = createAnswerWriter({ append: (chunk) => void chunks.push(chunk) }, pacer);
    const deltas = () => chunks.flatMap((chunk) => ('delta' in chunk ? [chunk.delta] : []));
    return { writer, chunks, deltas };
  };
  const pass = (ms: number) => {
    time += ms;
    vi.advanceTimersByTime(ms);
  };
  return { pass, writerOf };
}

test('with room, each delta goes out at once', () => {
  const { pass, writerOf } = opened();
  const { writer, deltas } = writerOf();
  for (const letter of 'abc') {
    writer.writeDelta('text', letter);
    pass(20);
  }
  expect(deltas()).toEqual(['a', 'b', 'c']);
  expect(vi.getTimerCount()).toBe(0);
});

test('deltas of a fast upstream wait for each other, 40 ms at most, in their order', () => {
  const { pass, writerOf } = opened();
  const { writer, deltas } = writerOf();
  for (const letter of 'abcdefghijkl') {
    writer.writeDelta('text', letter);
    pass(5);
  }
  pass(40);
  expect(deltas()).toEqual(['a', 'bcdefghi', 'jkl']);
});

test('a crowd of answers shares one timer', () => {
  const { pass, writerOf } = opened();
  const crowd = Array.from({ length: 100 }, writerOf);
  for (let round = 0; round < 20; round += 1) {
    for (const { writer } of crowd) writer.writeDelta('text', '.');
    pass(20);
  }
  expect(vi.getTimerCount()).toBeLessThanOrEqual(1);
  pass(40);
  for (const { deltas } of crowd) {
    expect(deltas().join('')).toBe('.'.repeat(20));
    expect(deltas().length).toBeLessThan(15);
  }
});

test('what is held goes out before whatever comes next, and counts as said', () => {
  const { writerOf } = opened();
  const { writer, chunks } = writerOf();
  writer.writeDelta('text', 'a');
  writer.writeDelta('text', 'b');
  expect(writer.answer().parts).toEqual([{ type: 'text', text: 'ab' }]);
  writer.writeDelta('text', 'c');
  writer.writeDelta('reasoning', 'd');
  writer.writeDelta('reasoning', 'e');
  writer.closePart();
  expect(chunks.map((chunk) => ('delta' in chunk ? chunk.delta : chunk.type))).toEqual([
    ...['text-start', 'a', 'b', 'c', 'text-end'],
    ...['reasoning-start', 'de', 'reasoning-end'],
  ]);
});
