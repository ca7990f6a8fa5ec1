import { expect, test } from 'vitest';
import { splitModelId } from '@/lib/domain/connection/split-model-id';

test('the connection ends at the first slash', () => {
  const name = 'mistralai/Ministral-3-14B';
  expect(splitModelId(`nvidia/${name}`)).toEqual({ connectionId: 'nvidia', name });
});

test.each(['', '/', 'gpt-4o', 'nvidia/', '/name'])('%j is no model’s id', (id) => {
  expect(splitModelId(id)).toBeNull();
});
