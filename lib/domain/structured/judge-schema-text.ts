import type { JsonObject } from '../prompt/prompt';
import { findJsonFault, type JsonFault } from './find-json-fault';
import { findLostReference } from './find-lost-reference';
import { findSchemaFault, type SchemaFault } from './find-schema-fault';
import { isJsonObject } from './json-kind';
import { readJson } from './read-json';

/** Longest schema that can be written, in characters: all of it is sent with every question. */
export const MAX_SCHEMA_CHARACTERS = 65_536;

/** What a text that is to be a JSON Schema is. */
export type SchemaText =
  | { readonly type: 'schema'; readonly schema: JsonObject }
  | { readonly type: 'empty' }
  | { readonly type: 'too-long' }
  | { readonly type: 'not-json'; readonly fault: JsonFault }
  | { readonly type: 'not-schema'; readonly fault: SchemaFault }
  /** A `$ref` leads nowhere, or elsewhere; JSON Pointer of it. */
  | { readonly type: 'lost-reference'; readonly path: string };

/** Says whether a text is a JSON Schema that an answer can be asked for with, and else what keeps it from that. */
export function judgeSchemaText(text: string): SchemaText {
  if (text.trim() === '') return { type: 'empty' };
  if (text.length > MAX_SCHEMA_CHARACTERS) return { type: 'too-long' };
  const jsonFault = findJsonFault(text);
  if (jsonFault) return { type: 'not-json', fault: jsonFault };
  const schema = readJson(text);
  const fault = schema === undefined ? null : findSchemaFault(schema);
  if (fault) return { type: 'not-schema', fault };
  if (!isJsonObject(schema)) throw new Error('a schema that is no object passed');
  const path = findLostReference(schema);
  return path === null ? { type: 'schema', schema } : { type: 'lost-reference', path };
}
