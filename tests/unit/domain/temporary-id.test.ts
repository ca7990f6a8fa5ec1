import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { isUuid } from '@/lib/domain/ids';
import { isTemporaryId, toTemporaryId } from '@/lib/domain/temporary-id';

test('a temporary id is an id like others, and knows what it is', () => {
  const id = randomUUID();
  expect(isTemporaryId(id)).toBe(false);
  expect(isTemporaryId(toTemporaryId(id))).toBe(true);
  expect(isUuid(toTemporaryId(id))).toBe(true);
});

test('text that is no id is nothing temporary', () => {
  for (const text of ['', 'new', 'unknown']) expect(isTemporaryId(text)).toBe(false);
});
