import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexSiblings, newestLeafBelow, pathTo } from '@/lib/domain/conversation/message-tree';
import { messageIdOf } from '../../../support/messages';

const nodeOf = (number: number, parent: number | null, position = number) => ({
  id: messageIdOf(number),
  parentId: parent === null ? null : messageIdOf(parent),
  position,
});

//  1 ─ 2 ─ 3        7 ─ 8
//    ├ 4 ─ 5
//    └ 6
const TREE = [
  nodeOf(1, null),
  nodeOf(2, 1),
  nodeOf(3, 2),
  nodeOf(4, 1),
  nodeOf(5, 4),
  nodeOf(6, 1),
  nodeOf(7, null),
  nodeOf(8, 7),
];
const ids = (nodes: readonly { id: string }[]) =>
  nodes.map(({ id }) => Number.parseInt(id.slice(-4), 16));

describe('a path', () => {
  test('goes from the root to the message', () => {
    expect(ids(pathTo(TREE, messageIdOf(5)))).toEqual([1, 4, 5]);
  });

  test('is empty without a message', () => {
    expect(pathTo(TREE, null)).toEqual([]);
    expect(pathTo(TREE, messageIdOf(99))).toEqual([]);
  });

  test('begins where a parent is missing', () => {
    expect(ids(pathTo([nodeOf(3, 2)], messageIdOf(3)))).toEqual([3]);
  });
});

test('siblings stand in the order they were made, whatever the list’s order', () => {
  const index = indexSiblings(TREE.toReversed());
  const below = (parent: number | null) => index.get(parent === null ? null : messageIdOf(parent));
  expect(below(1)).toEqual([2, 4, 6].map(messageIdOf));
  expect(below(null)).toEqual([1, 7].map(messageIdOf));
  expect(below(8)).toBeUndefined();
});

test('the newest leaf is found by always taking the newest child', () => {
  const leaf = (from: number) =>
    Number.parseInt(newestLeafBelow(TREE, messageIdOf(from)).slice(-4), 16);
  expect([leaf(1), leaf(2), leaf(4), leaf(6), leaf(7)]).toEqual([6, 3, 5, 6, 8]);
});

test('a damaged tree, with circles and strangers, ends every walk', () => {
  const damaged = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 8 }), fc.option(fc.integer({ min: 1, max: 10 })), fc.nat()),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(damaged, (drawn) => {
      const nodes = drawn.map(([number, parent, position]) => nodeOf(number, parent, position));
      for (const { id } of nodes) {
        expect(pathTo(nodes, id).length).toBeLessThanOrEqual(nodes.length);
        newestLeafBelow(nodes, id);
      }
    }),
  );
});
