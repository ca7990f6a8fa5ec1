import type { JsonObject, JsonValue } from '../prompt/prompt';
import { isJsonObject } from './json-kind';
import { pointerTo, valueAt } from './json-pointer';

/** Keywords whose value is data, never a schema. */
const DATA = new Set(['const', 'enum', 'default', 'examples']);

function isLost(reference: string, root: JsonObject): boolean {
  if (!reference.startsWith('#')) return true;
  const pointer = reference.slice(1);
  // A name (`$anchor`) is left to the server.
  return (pointer === '' || pointer.startsWith('/')) && valueAt(root, pointer) === undefined;
}

/**
 * The JSON Pointer of the first `$ref` of a schema that leads nowhere, or elsewhere: nothing is fetched.
 * `null` when all lead somewhere.
 */
export function findLostReference(root: JsonObject): string | null {
  const open: { value: JsonValue; path: string }[] = [{ value: root, path: '' }];
  for (let next = open.shift(); next; next = open.shift()) {
    const { value, path } = next;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      const inside = pointerTo(path, key);
      if (key === '$ref' && typeof inner === 'string') {
        if (isLost(inner, root)) return inside;
      } else if (!isJsonObject(value) || !DATA.has(key)) open.push({ value: inner, path: inside });
    }
  }
  return null;
}
