import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '@/lib/domain/prompt/prompt';
import { findLostReference } from '@/lib/domain/structured/find-lost-reference';
import { findSchemaFault } from '@/lib/domain/structured/find-schema-fault';
import { EXAMPLE_SCHEMAS } from '@/lib/domain/structured/format-examples';

describe('findSchemaFault', () => {
  it.each(Object.entries(EXAMPLE_SCHEMAS))('takes the example %s', (_name, schema) => {
    expect(findSchemaFault(schema)).toBeNull();
    expect(findLostReference(schema)).toBeNull();
  });

  const faults: readonly [JsonValue, string, string][] = [
    [[], '', 'schema'],
    [{ type: 'text' }, '/type', 'type'],
    [{ type: ['string', 'string'] }, '/type', 'type'],
    [{ properties: { 'a/b': { type: 'integr' } } }, '/properties/a~1b/type', 'type'],
    [{ properties: { a: 'string' } }, '/properties/a', 'schema'],
    [{ properties: [] }, '/properties', 'named-schemas'],
    [{ required: 'a' }, '/required', 'names'],
    [{ required: ['a', 'a'] }, '/required', 'names'],
    [{ items: { enum: [] } }, '/items/enum', 'values'],
    [{ items: [{}, 1] }, '/items/1', 'schema'],
    [{ anyOf: [] }, '/anyOf', 'schemas'],
    [{ anyOf: [{}, { minLength: -1 }] }, '/anyOf/1/minLength', 'count'],
    [{ minimum: '1' }, '/minimum', 'number'],
    [{ minimum: 1, exclusiveMinimum: true }, '/exclusiveMinimum', 'number'],
    [{ maximum: 1, exclusiveMaximum: false }, '/exclusiveMaximum', 'number'],
    [{ pattern: '(' }, '/pattern', 'pattern'],
    [{ additionalProperties: 'no' }, '/additionalProperties', 'schema'],
    [{ uniqueItems: 1 }, '/uniqueItems', 'boolean'],
    [{ description: 1 }, '/description', 'text'],
  ];
  it.each(faults)('finds the fault of %j', (schema, path, expected) => {
    expect(findSchemaFault(schema)).toEqual({ path, expected });
  });

  it('lets pass what it does not know, and keys that read like keywords', () => {
    expect(findSchemaFault({ 'x-note': 1, constructor: 2 })).toBeNull();
    expect(
      findSchemaFault({ properties: { type: { type: 'string' }, required: true } }),
    ).toBeNull();
  });

  it('ends at a depth that no server follows', () => {
    const deep = `${'{"not":'.repeat(5_000)}{}${'}'.repeat(5_000)}`;
    expect(findSchemaFault(JSON.parse(deep))).toMatchObject({ expected: 'less-depth' });
  });
});

describe('findLostReference', () => {
  const cases: readonly [JsonObject, string | null][] = [
    [{ $ref: '#/$defs/a', $defs: { a: {} } }, null],
    [{ $ref: '#' }, null],
    [{ properties: { x: { $ref: '#/$defs/b' } }, $defs: { a: {} } }, '/properties/x/$ref'],
    [{ items: { $ref: 'https://example.com/a.json' } }, '/items/$ref'],
    [{ enum: [{ $ref: '#/none' }] }, null],
  ];
  it.each(cases)('judges %j', (schema, path) => {
    expect(findLostReference(schema)).toBe(path);
  });
});
