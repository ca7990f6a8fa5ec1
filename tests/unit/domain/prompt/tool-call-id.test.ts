import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toToolCallId } from '@/lib/domain/prompt/tool-call-id';

test('an id in the right form stays; every other text becomes one, always the same', () => {
  expect(toToolCallId('aB3dE5fG7')).toBe('aB3dE5fG7');
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(toToolCallId(text)).toMatch(/^[a-zA-Z0-9]{9}$/);
      expect(toToolCallId(text)).toBe(toToolCallId(text));
    }),
  );
});

test('texts that differ little have other ids', () => {
  const ids = new Set(Array.from({ length: 10_000 }, (_, index) => toToolCallId(`call_${index}`)));
  expect(ids.size).toBe(10_000);
});
