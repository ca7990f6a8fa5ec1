import { type Fields, isFields } from './exchange';

const ANY_OBJECT = { type: 'object', properties: { answer: {} } };

/** The schema that `response_format` asks for, as every server but one takes it. */
export function readResponseFormat({ response_format: format }: Fields): unknown {
  if (!isFields(format)) return undefined;
  if (format.type === 'json_object') return ANY_OBJECT;
  return isFields(format.json_schema) ? format.json_schema.schema : undefined;
}

/** The schema in vLLM's own fields, those that a build knows. */
export function readVllmSchema(body: Fields, fields: readonly string[]): unknown {
  const { structured_outputs: structured, guided_json: guided } = body;
  if (fields.includes('structured_outputs') && isFields(structured)) return structured.json;
  if (fields.includes('guided_json') && guided !== undefined) return guided;
  return readResponseFormat(body);
}
