import type { Reply } from '../exchange';

/** A refusal of fields that the server does not know, which it names as Python writes a set. */
export function unexpectedFields(names: readonly string[]): Reply {
  const set = names.map((name) => `'${name}'`).join(', ');
  return { status: 422, json: { detail: `Unexpected fields in the request: {${set}}` } };
}

/** Every error of the server that can be had by name. What is not a field at fault it says as plain text. */
export const TRANSFORMERS_ERRORS = {
  'unexpected-field': unexpectedFields(['top_k']),
  'unexpected-fields': unexpectedFields(['stream_options', 'stop']),
  'missing-messages': { status: 422, json: { detail: 'Missing required field: messages' } },
  internal: { status: 500, text: 'Internal Server Error' },
  'not-found': { status: 404, json: { detail: 'Not Found' } },
} satisfies Record<string, Reply>;
