import type { JsonObject, JsonValue } from '../prompt/prompt';
import { isJsonObject } from '../structured/json-kind';

/** Values to begin with, by what a schema says a value is. */
const EMPTY: Readonly<Record<string, JsonValue>> = {
  string: '',
  number: 0,
  integer: 0,
  boolean: false,
  array: [],
  object: {},
};

function emptyValueOf(schema: JsonValue | undefined): JsonValue {
  if (!isJsonObject(schema)) return null;
  if (schema.default !== undefined) return schema.default;
  if (Array.isArray(schema.enum)) return schema.enum[0] ?? null;
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  return (typeof type === 'string' ? EMPTY[type] : undefined) ?? null;
}

/** Arguments to begin with: each that a tool needs, with an empty value of its type. */
export function exampleOf({ properties, required }: JsonObject): JsonObject {
  const names = Array.isArray(required) ? required : [];
  const entries = names.flatMap((name) =>
    typeof name === 'string' && isJsonObject(properties) && Object.hasOwn(properties, name)
      ? [[name, emptyValueOf(properties[name])] as const]
      : [],
  );
  return Object.fromEntries(entries);
}
