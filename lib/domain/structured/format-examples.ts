import type { JsonObject } from '../prompt/prompt';

const text = { type: 'string' };
const number = { type: 'number' };

function object(properties: JsonObject): JsonObject {
  // Strict servers want every property named and no others.
  const required = Object.keys(properties);
  return { type: 'object', properties, required, additionalProperties: false };
}

const list = (items: JsonObject): JsonObject => ({ type: 'array', items });

const RECEIPT = object({
  shop: text,
  date: { type: 'string', description: 'YYYY-MM-DD' },
  currency: { type: 'string', description: 'ISO 4217, such as EUR' },
  items: list(object({ name: text, quantity: number, price: number })),
  total: number,
});

const TABLE = object({
  title: text,
  columns: list(text),
  rows: list(list(text)),
});

const DETECTIONS = object({
  objects: list(
    object({
      label: text,
      confidence: { type: 'number', minimum: 0, maximum: 1 },
      box: {
        type: 'array',
        description: 'Left, top, right and bottom, from 0 to 1000',
        items: { type: 'integer', minimum: 0, maximum: 1000 },
        minItems: 4,
        maxItems: 4,
      },
    }),
  ),
});

export const FORMAT_EXAMPLES = ['receipt', 'table', 'detections'] as const;
export type FormatExample = (typeof FORMAT_EXAMPLES)[number];

/** Schemas to begin with, each by the name that a request gives it. */
export const EXAMPLE_SCHEMAS: Readonly<Record<FormatExample, JsonObject>> = {
  receipt: RECEIPT,
  table: TABLE,
  detections: DETECTIONS,
};
