import { expect, test } from 'vitest';
import { createFairQueue } from '@/lib/server/rate/fair-queue';

function queueOf(...items: readonly string[]) {
  const queue = createFairQueue<string>();
  for (const item of items) queue.add(item.slice(0, 1), item);
  return queue;
}

test('each owner’s items come in their order, the owners in turn', () => {
  const queue = queueOf('a1', 'a2', 'a3', 'b1', 'c1', 'b2');
  const order = ['a1', 'b1', 'c1', 'a2', 'b2', 'a3'];
  expect(queue.order()).toEqual(order);
  expect(order.map(() => queue.next())).toEqual(order);
  expect(queue.next()).toBeUndefined();
  expect(queue.order()).toEqual([]);
});

test('whoever joins waits for one item of each who is there, however many they have', () => {
  const queue = queueOf('a1', 'a2', 'a3');
  expect(queue.next()).toBe('a1');
  queue.add('b', 'b1');
  expect(queue.order()).toEqual(['a2', 'b1', 'a3']);
});

test('one who leaves is out, and the places behind move up', () => {
  const queue = queueOf('a1', 'b1', 'a2');
  queue.remove('a1');
  expect(queue.order()).toEqual(['a2', 'b1']);
  queue.remove('b1');
  queue.remove('unknown');
  expect(queue.order()).toEqual(['a2']);
});
