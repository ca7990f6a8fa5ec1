import type { JsonObject, JsonValue } from './prompt';

const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
/** Keywords whose value is one schema. */
const ONE = ['not', 'additionalProperties', 'contains', 'propertyNames', 'if', 'then', 'else'];
/** Keywords whose value is a list of schemas, never an empty one. */
const LISTS = ['allOf', 'anyOf', 'oneOf'];
/** Keywords whose value names schemas. */
const NAMED = ['properties', 'patternProperties', 'definitions', '$defs'];

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: JsonValue | undefined): value is readonly JsonValue[] =>
  Array.isArray(value);
const isNames = (value: JsonValue | undefined) =>
  isList(value) &&
  value.every((each) => typeof each === 'string') &&
  new Set(value).size === value.length;

function isType(value: JsonValue): boolean {
  if (typeof value === 'string') return TYPES.includes(value);
  return isNames(value) && isList(value) && value.length > 0 && value.every(isType);
}

const isItems = (value: JsonValue) =>
  isList(value) ? value.length > 0 && value.every(isSchema) : isSchema(value);
const isSchemas = (value: JsonValue) => isList(value) && value.length > 0 && value.every(isSchema);
const isNamed = (value: JsonValue) => isObject(value) && Object.values(value).every(isSchema);
const isSchema = (value: JsonValue): boolean => typeof value === 'boolean' || isJsonSchema(value);

const CHECKS: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  type: isType,
  required: isNames,
  enum: (value) => isList(value) && value.length > 0,
  items: isItems,
  description: (value) => typeof value === 'string',
  title: (value) => typeof value === 'string',
  ...Object.fromEntries(ONE.map((keyword) => [keyword, isSchema])),
  ...Object.fromEntries(LISTS.map((keyword) => [keyword, isSchemas])),
  ...Object.fromEntries(NAMED.map((keyword) => [keyword, isNamed])),
};

/**
 * Says whether a value is a JSON Schema, as far as servers look before they use one: the keywords that
 * shape it, of draft 7 (mistral-common checks tools against that).
 */
export function isJsonSchema(value: JsonValue | undefined): boolean {
  if (!isObject(value)) return false;
  return Object.entries(value).every(
    ([keyword, inner]) => !Object.hasOwn(CHECKS, keyword) || CHECKS[keyword]?.(inner) !== false,
  );
}
