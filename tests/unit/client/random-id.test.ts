import { afterEach, expect, test, vi } from 'vitest';
import { randomId } from '@/lib/client/random-id';
import { isUuid } from '@/lib/domain/ids';

afterEach(() => vi.unstubAllGlobals());

test('an id is a UUID, also where the page is not secure', () => {
  expect(isUuid(randomId())).toBe(true);
  const { crypto } = globalThis;
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const ids = Array.from({ length: 200 }, randomId);
  expect(ids.every(isUuid)).toBe(true);
  expect(ids.every((id) => /^.{14}4.{4}[89ab]/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(200);
});
