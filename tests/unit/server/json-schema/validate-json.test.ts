import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '@/lib/domain/prompt/prompt';
import { UNCHECKED, validateJson } from '@/lib/server/json-schema/validate-json';

const RECEIPT: JsonObject = {
  type: 'object',
  properties: {
    shop: { type: 'string' },
    'net/gross': { type: 'number' },
    items: { type: 'array', items: { $ref: '#/$defs/item' } },
  },
  required: ['shop'],
  additionalProperties: false,
  $defs: { item: { type: 'object', properties: { price: { type: 'number', minimum: 0 } } } },
};

describe('validateJson', () => {
  const misfits: readonly [string, JsonValue, { path: string; keyword: string } | null][] = [
    ['what fits', { shop: 'Bakery', items: [{ price: 1 }] }, null],
    ['another type', [], { path: '', keyword: 'type' }],
    ['a missing value', { items: [] }, { path: '/shop', keyword: 'required' }],
    ['a value too many', { shop: 'A', tip: 1 }, { path: '/tip', keyword: 'additionalProperties' }],
    [
      'a value behind a reference',
      { shop: 'A', items: [{ price: 1 }, { price: -1 }] },
      { path: '/items/1/price', keyword: 'minimum' },
    ],
    [
      'a key with signs of a pointer',
      { shop: 'A', 'net/gross': '' },
      { path: '/net~1gross', keyword: 'type' },
    ],
  ];
  it.each(misfits)('judges %s', (_name, value, misfit) => {
    expect(validateJson(RECEIPT, value)).toEqual(misfit);
  });

  it('names the choice where none of its schemas fits', () => {
    const schema = { properties: { id: { anyOf: [{ type: 'string' }, { type: 'null' }] } } };
    expect(validateJson(schema, { id: 1 })).toEqual({ path: '/id', keyword: 'anyOf' });
  });

  it('leaves the schema as it was', () => {
    const frozen = Object.freeze({ $ref: '#/$defs/a', $defs: Object.freeze({ a: true }) });
    expect(validateJson(frozen, 1)).toBeNull();
    expect(Object.getOwnPropertyNames(frozen)).toEqual(['$ref', '$defs']);
  });

  it('takes no inherited property for a value', () => {
    const schema = { type: 'object', required: ['constructor'] };
    expect(validateJson(schema, {})).toEqual({ path: '/constructor', keyword: 'required' });
  });

  const doubling = Object.fromEntries(
    Array.from({ length: 40 }, (_, n) => {
      const next = { $ref: `#/$defs/s${n + 1}` };
      return [`s${n}`, { allOf: [next, next] }];
    }),
  );
  const hostile: readonly [string, JsonObject, JsonValue][] = [
    ['a reference to elsewhere', { $ref: 'https://example.com/schema.json' }, 1],
    ['a reference to nothing', { $ref: '#/$defs/none' }, 1],
    ['a schema that is its own meaning', { $ref: '#' }, 1],
    ['a pattern that goes astray', { pattern: '^(a+)+$' }, `${'a'.repeat(60)}!`],
    ['a pattern that is none', { pattern: '(' }, 'a'],
    ['schemas that double', { $ref: '#/$defs/s0', $defs: { ...doubling, s40: true } }, 1],
    ['values in all pairs', { uniqueItems: true }, Array.from({ length: 200_000 }, (_, n) => n)],
    ['a bound of draft 4', { minimum: 1, exclusiveMinimum: true }, 1],
    ['a list where schemas belong', { anyOf: 3 }, 1],
  ];
  it.each(hostile)('leaves unchecked: %s', (_name, schema, value) => {
    expect(validateJson(schema, value)).toEqual({ path: '', keyword: UNCHECKED });
  });
});
