import type { Reply } from '../exchange';

/** llama-server's error form. */
export function llamaError(
  status: number,
  type: string,
  message: string,
  fields: Readonly<Record<string, number>> = {},
): Reply {
  const json = { error: { code: status, message, type, ...fields } };
  return { status, json, mediaType: 'application/json; charset=utf-8' };
}

/** The error for a request that its template cannot render. */
export const jinjaError = (message: string): Reply =>
  llamaError(
    500,
    'server_error',
    `\n------------\nWhile executing CallExpression at line 48, column 32 in source:\n...\nError: Jinja Exception: ${message}`,
  );

/** Every error of the server that can be had by name, worded as recorded from a real one. */
export const LLAMA_ERRORS = {
  'key-wrong': llamaError(401, 'authentication_error', 'Invalid API Key'),
  loading: llamaError(503, 'unavailable_error', 'Loading model'),
  context: llamaError(
    400,
    'exceed_context_size_error',
    'request (13392 tokens) exceeds the available context size (8192 tokens), try increasing it',
    { n_prompt_tokens: 13_392, n_ctx: 8192 },
  ),
  'no-vision': llamaError(
    500,
    'server_error',
    'image input is not supported - hint: if this is unexpected, you may need to provide the mmproj',
  ),
  'bad-image': llamaError(400, 'invalid_request_error', 'Failed to load image or audio file'),
  'bad-base64': llamaError(500, 'server_error', 'Invalid base64 value'),
  alternation: jinjaError(
    'After the optional system message, conversation roles must alternate user and assistant roles except for tool calls and results.',
  ),
  'late-system': jinjaError('Only user, assistant and tool roles are supported, got system.'),
  'tool-ids': jinjaError('Tool call IDs should be alphanumeric strings with length 9!'),
  'tools-off': llamaError(500, 'server_error', 'tools param requires --jinja flag'),
  'bad-json-body': llamaError(
    500,
    'server_error',
    '[json.exception.parse_error.101] parse error at line 1, column 32: syntax error while parsing value',
  ),
  'no-messages': llamaError(400, 'invalid_request_error', "'messages' is required"),
  'not-supported': llamaError(
    501,
    'not_supported_error',
    'This feature is disabled. Start it with `--slots`',
  ),
  'not-found': llamaError(404, 'not_found_error', 'File Not Found'),
} satisfies Record<string, Reply>;
