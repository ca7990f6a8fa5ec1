import { isJsonSchema } from '../structured/find-schema-fault';
import { canonicalName } from './canonical-name';

import type { JsonObject, ToolDefinition } from './prompt';

const NO_PARAMETERS: JsonObject = { type: 'object', properties: {} };

function canonicalParameters(parameters: JsonObject): JsonObject {
  if (!isJsonSchema(parameters)) return NO_PARAMETERS;
  const { type = 'object', properties = {}, ...rest } = parameters;
  return type === 'object' ? { type, properties, ...rest } : NO_PARAMETERS;
}

/**
 * Tools as every server takes them: names of 64 letters, digits, underscores and dashes, each once, and
 * parameters that are the JSON Schema of an object.
 *
 * @returns `undefined` for none: newer vLLM refuses an empty list.
 */
export function canonicalTools(
  tools: readonly ToolDefinition[] | undefined,
): readonly ToolDefinition[] | undefined {
  const byName = new Map<string, ToolDefinition>();
  for (const { name, description, parameters } of tools ?? []) {
    const known = canonicalName(name);
    if (byName.has(known)) continue;
    byName.set(known, { name: known, description, parameters: canonicalParameters(parameters) });
  }
  return byName.size === 0 ? undefined : [...byName.values()];
}
