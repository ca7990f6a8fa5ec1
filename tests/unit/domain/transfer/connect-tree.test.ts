import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectTree, parentsFirst } from '@/lib/domain/transfer/connect-tree';

const node = (
  key: string,
  parentKey: string | null,
  role: 'user' | 'assistant',
  ...parts: string[]
) => ({
  key,
  parentKey,
  role,
  parts,
  createdAt: 0,
});
const outline = (nodes: ReturnType<typeof connectTree>['messages']) =>
  nodes.map(({ key, parentKey, parts }) => `${parentKey ?? ''}>${key}:${parts.join('+')}`);

test('what has nothing to show is left out, its children hang on what was above', () => {
  const { messages, standsFor } = connectTree([
    node('root', null, 'assistant'),
    node('q', 'root', 'user', 'Q'),
    node('tool', 'q', 'assistant'),
    node('a', 'tool', 'assistant', 'A'),
    node('end', 'a', 'assistant'),
  ]);
  expect(outline(messages)).toEqual(['>q:Q', 'q>a:A']);
  expect(standsFor.get('end')).toBe('a');
  expect(standsFor.get('root')).toBeNull();
});

test('of two in a row by one author the second takes in the first', () => {
  const { messages, standsFor } = connectTree([
    node('q', null, 'user', 'Q'),
    node('a', 'q', 'assistant', 'A'),
    node('b', 'a', 'assistant', 'B'),
    node('c', 'b', 'assistant', 'C'),
    node('d', 'b', 'assistant', 'D'),
    node('e', 'a', 'user', 'E'),
  ]);
  // The first answer stays: somebody replied to it.
  expect(outline(messages)).toEqual(['>q:Q', 'q>a:A', 'q>c:A+B+C', 'q>d:A+B+D', 'a>e:E']);
  expect(standsFor.get('b')).toBe('d');
});

test('every tree comes out with parents first, turns alternating, and nothing said lost', () => {
  const nodes = fc
    .array(
      fc.record({
        parent: fc.option(fc.nat({ max: 9 }), { nil: null }),
        role: fc.constantFrom('user' as const, 'assistant' as const),
        isSpoken: fc.boolean(),
        createdAt: fc.nat({ max: 5 }),
      }),
      { maxLength: 10 },
    )
    .map((list) =>
      list.map(({ parent, role, isSpoken, createdAt }, index) => ({
        key: String(index),
        parentKey: parent === null ? null : String(parent),
        role,
        parts: isSpoken ? [`part ${index}`] : [],
        createdAt,
      })),
    );
  fc.assert(
    fc.property(nodes, (given) => {
      expect(parentsFirst(given)).toHaveLength(given.length);
      const { messages } = connectTree(given);
      const roles = new Map<string, string>();
      for (const { key, parentKey, role } of messages) {
        if (parentKey !== null)
          expect(roles.get(parentKey)).toBe(role === 'user' ? 'assistant' : 'user');
        roles.set(key, role);
      }
      const said = new Set(messages.flatMap(({ parts }) => parts));
      expect(said).toEqual(new Set(given.flatMap(({ parts }) => parts)));
    }),
  );
});
