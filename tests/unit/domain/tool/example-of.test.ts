import { expect, test } from 'vitest';
import { exampleOf } from '@/lib/domain/tool/example-of';

test('each argument that is needed begins with an empty value of its type', () => {
  const properties = {
    city: { type: 'string' },
    days: { type: ['integer', 'null'] },
    unit: { enum: ['C', 'F'] },
    zone: { type: 'string', default: 'UTC' },
    list: { type: 'array' },
    odd: true,
    spare: { type: 'string' },
  };
  const required = ['city', 'days', 'unit', 'zone', 'list', 'odd', 'none', 'toString', 7];
  expect(exampleOf({ type: 'object', properties, required })).toEqual({
    city: '',
    days: 0,
    unit: 'C',
    zone: 'UTC',
    list: [],
    odd: null,
  });
});

test.each([
  {},
  { required: 'city' },
  { properties: { city: {} } },
  { properties: [], required: ['0'] },
])('%j needs nothing', (schema) => {
  expect(exampleOf(schema)).toEqual({});
});
