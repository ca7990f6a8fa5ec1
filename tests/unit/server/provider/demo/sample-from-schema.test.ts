import { describe, expect, it } from 'vitest';
import { validateJson } from '@/lib/server/json-schema/validate-json';
import { sampleFromSchema } from '@/lib/server/provider/demo/sample-from-schema';

const HUGE = 1e9;

describe('sampleFromSchema', () => {
  it('fits a schema of the common kinds', () => {
    const schema = {
      type: 'object',
      properties: {
        name: { type: 'string', minLength: 12 },
        kind: { enum: ['a', 'b'] },
        box: { type: 'array', items: { type: 'integer', minimum: 3 }, minItems: 4, maxItems: 4 },
        either: { anyOf: [{ const: 7 }, { type: 'null' }] },
      },
      required: ['name', 'kind', 'box', 'either'],
    };
    const sample = sampleFromSchema(schema);
    expect(sample).toEqual({ name: 'text........', kind: 'a', box: [3, 3, 3, 3], either: 7 });
    expect(validateJson(schema, JSON.parse(JSON.stringify(sample)))).toBeNull();
  });

  it('writes no list or text as long as a schema may ask for', () => {
    expect(sampleFromSchema({ type: 'array', minItems: HUGE })).toHaveLength(8);
    expect(sampleFromSchema({ type: 'string', minLength: HUGE })).toHaveLength(200);
  });

  it('writes little of lists within lists, of many names and of long constants', () => {
    const within = (items: object, levels: number): object =>
      levels === 0 ? items : { type: 'array', minItems: HUGE, items: within(items, levels - 1) };
    const long = 'x'.repeat(60_000);
    const inner = [{ type: 'integer' }, { const: long }, { properties: { [long]: {} } }, {}];
    for (const items of inner) {
      const text = JSON.stringify(sampleFromSchema(within(items, 8)));
      expect(text.length).toBeLessThan(500_000);
    }
    expect(sampleFromSchema(within({ const: 1 }, 3))).toEqual(
      Array(8).fill(Array(8).fill(Array(8).fill(1))),
    );
  });
});
