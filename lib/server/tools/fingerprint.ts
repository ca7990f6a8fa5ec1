import 'server-only';
import { createHash } from 'node:crypto';
import type { JsonValue, ToolDefinition } from '@/lib/domain/prompt/prompt';

/** A JSON text with the keys of every object in the order of their UTF-16 units: one value, one text. */
function canonicalJson(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`);
  return `{${members.join(',')}}`;
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

/**
 * What a tool is known by where a person has agreed to it: SHA-256, in hexadecimal, of its name, its
 * description and its whole schema. In whatever order keys are written, the same definition has the
 * same fingerprint; any other change has another.
 */
export function fingerprintOf({ name, description, parameters }: ToolDefinition): string {
  return createHash('sha256')
    .update(canonicalJson({ name, description, parameters }))
    .digest('hex');
}
