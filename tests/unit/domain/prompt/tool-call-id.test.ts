import fc from 'fast-check';
import { expect, test } from 'vitest';
import { takeToolCallId } from '@/lib/domain/prompt/tool-call-id';

test('an id in the right form stays; every other text becomes one, always the same', () => {
  expect(takeToolCallId('aB3dE5fG7', new Set())).toBe('aB3dE5fG7');
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(takeToolCallId(text, new Set())).toMatch(/^[a-zA-Z0-9]{9}$/);
      expect(takeToolCallId(text, new Set())).toBe(takeToolCallId(text, new Set()));
    }),
  );
});

test('none comes twice', () => {
  const taken = new Set<string>();
  const ids = ['a', 'a', 'aB3dE5fG7', 'aB3dE5fG7', ''].map((text) => takeToolCallId(text, taken));
  expect(new Set(ids).size).toBe(ids.length);
});
