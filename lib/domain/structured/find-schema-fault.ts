import type { JsonObject, JsonValue } from '../prompt/prompt';
import { isJsonList, isJsonObject } from './json-kind';
import { pointerTo } from './json-pointer';

/** What belongs behind a keyword, or where a schema stands. */
export type ExpectedInSchema =
  | 'schema'
  | 'schemas'
  | 'named-schemas'
  | 'type'
  | 'names'
  | 'values'
  | 'text'
  | 'pattern'
  | 'count'
  | 'number'
  | 'boolean'
  | 'less-depth';

/** The first thing that keeps a value from being a JSON Schema. */
export type SchemaFault = {
  /** JSON Pointer of it; empty for the whole. */
  readonly path: string;
  readonly expected: ExpectedInSchema;
};

type Leaf = Exclude<ExpectedInSchema, 'schema' | 'schemas' | 'named-schemas' | 'less-depth'>;

const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
const MAX_DEPTH = 64;

const KEYWORDS: Readonly<Record<ExpectedInSchema, readonly string[]>> = {
  schema: [
    ...['not', 'additionalProperties', 'contains', 'propertyNames', 'if', 'then', 'else'],
    ...['unevaluatedProperties', 'unevaluatedItems', 'additionalItems'],
  ],
  schemas: ['allOf', 'anyOf', 'oneOf', 'prefixItems'],
  'named-schemas': ['properties', 'patternProperties', 'definitions', '$defs', 'dependentSchemas'],
  type: ['type'],
  names: ['required'],
  values: ['enum'],
  text: ['description', 'title', 'format', '$ref', '$id', '$schema'],
  pattern: ['pattern'],
  count: ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  boolean: ['uniqueItems'],
  'less-depth': [],
};

const EXPECTED: ReadonlyMap<string, ExpectedInSchema> = new Map(
  (Object.keys(KEYWORDS) as ExpectedInSchema[]).flatMap((expected) =>
    KEYWORDS[expected].map((keyword) => [keyword, expected] as const),
  ),
);

const isNames = (value: JsonValue) =>
  isJsonList(value) &&
  value.every((each) => typeof each === 'string') &&
  new Set(value).size === value.length;

function isType(value: JsonValue): boolean {
  if (typeof value === 'string') return TYPES.includes(value);
  return isJsonList(value) && isNames(value) && value.length > 0 && value.every(isType);
}

function isPattern(value: JsonValue): boolean {
  if (typeof value !== 'string') return false;
  try {
    return new RegExp(value, 'u') instanceof RegExp;
  } catch {
    // It says so by throwing.
    return false;
  }
}

const LEAVES: Readonly<Record<Leaf, (value: JsonValue) => boolean>> = {
  type: isType,
  names: isNames,
  values: (value) => isJsonList(value) && value.length > 0,
  text: (value) => typeof value === 'string',
  pattern: isPattern,
  count: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
};

type Place = { readonly path: string; readonly depth: number };

/** The first fault of several schemas, each by its key. */
function inEach(entries: Iterable<readonly [string | number, JsonValue]>, { path, depth }: Place) {
  for (const [key, value] of entries) {
    const fault = inSchema(value, { path: pointerTo(path, key), depth });
    if (fault) return fault;
  }
  return null;
}

function inKeyword(keyword: string, value: JsonValue, place: Place): SchemaFault | null {
  // A list of schemas, up to draft 2019-09; one for all items else.
  if (keyword === 'items') {
    return isJsonList(value) ? inEach(value.entries(), place) : inSchema(value, place);
  }
  const expected = EXPECTED.get(keyword);
  const fault = (isFine: boolean, known: ExpectedInSchema) =>
    isFine ? null : { path: place.path, expected: known };
  switch (expected) {
    case undefined:
    case 'less-depth':
      return null;
    case 'schema':
      return inSchema(value, place);
    case 'schemas':
      if (isJsonList(value) && value.length > 0) return inEach(value.entries(), place);
      return fault(false, expected);
    case 'named-schemas':
      if (isJsonObject(value)) return inEach(Object.entries(value), place);
      return fault(false, expected);
    default:
      return fault(LEAVES[expected](value), expected);
  }
}

function inSchema(value: JsonValue, { path, depth }: Place): SchemaFault | null {
  if (typeof value === 'boolean') return null;
  if (!isJsonObject(value)) return { path, expected: 'schema' };
  if (depth > MAX_DEPTH) return { path, expected: 'less-depth' };
  for (const [keyword, inner] of Object.entries(value)) {
    const place = { path: pointerTo(path, keyword), depth: depth + 1 };
    const fault = inKeyword(keyword, inner, place);
    if (fault) return fault;
  }
  return null;
}

/**
 * Says what keeps a value from being a JSON Schema of an object, as far as servers look before they use one
 * (mistral-common checks tools against draft 7); `null` for one that is. Keywords it does not know pass.
 */
export function findSchemaFault(value: JsonValue): SchemaFault | null {
  if (!isJsonObject(value)) return { path: '', expected: 'schema' };
  return inSchema(value, { path: '', depth: 0 });
}

/** Says whether a value is a JSON Schema. */
export function isJsonSchema(value: JsonValue): value is JsonObject {
  return findSchemaFault(value) === null;
}
