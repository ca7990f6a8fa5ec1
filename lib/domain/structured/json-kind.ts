import type { JsonObject, JsonValue } from '../prompt/prompt';

/** A JSON object whose values nobody has looked at. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether parsed JSON is an object: no list, no text, nothing else. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isJsonObject = (value: JsonValue | undefined): value is JsonObject => isFields(value);

export const isJsonList = (value: JsonValue | undefined): value is readonly JsonValue[] =>
  Array.isArray(value);
