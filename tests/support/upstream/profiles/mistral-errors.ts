import type { Reply } from '../exchange';

/** The error form of Mistral's own API. */
export function mistralError(
  status: number,
  type: string,
  message: unknown,
  code: string | null = null,
): Reply {
  return { status, json: { object: 'error', message, type, param: null, code } };
}

/** A refusal of a field, whose message is an object. */
export function forbiddenField(loc: readonly (string | number)[], input: unknown): Reply {
  const detail = [{ type: 'extra_forbidden', loc, msg: 'Extra inputs are not permitted', input }];
  return mistralError(422, 'invalid_request_error', { detail });
}

export const messageOrder = (message: string): Reply =>
  mistralError(400, 'invalid_request_message_order', message, '3230');
export const badCall = (message: string): Reply =>
  mistralError(400, 'invalid_function_call', message, '3280');
export const tooLong = (tokens: number, window: number): Reply =>
  mistralError(
    400,
    'invalid_request_prompt',
    `Prompt contains ${tokens} tokens and 0 draft tokens, too large for model with ${window} maximum context length`,
    '3051',
  );

/** Every error of the API that can be had by name, worded as it is. */
export const MISTRAL_ERRORS = {
  'key-wrong': { status: 401, json: { detail: 'Unauthorized' } },
  'message-order': messageOrder("Unexpected role 'user' after role 'tool'"),
  'tool-id': badCall('Tool call id was call_1 but must be a-z, A-Z, 0-9, with a length of 9.'),
  'tool-count': badCall('Not the same number of function calls and responses'),
  'seed-refused': forbiddenField(['body', 'seed'], 7),
  'reasoning-refused': forbiddenField(
    ['body', 'messages', 0, 'assistant', 'reasoning_content'],
    'I look at it.',
  ),
  'unknown-model': mistralError(400, 'invalid_model', 'Invalid model: x', '1500'),
  context: tooLong(300_000, 262_144),
  rate: {
    status: 429,
    json: {
      object: 'error',
      message: 'Rate limit exceeded',
      type: 'rate_limited',
      param: null,
      code: '1300',
    },
    headers: { 'x-ratelimit-limit-req-minute': '60', 'x-ratelimit-remaining-req-minute': '0' },
  },
  unavailable: mistralError(503, 'service_unavailable', 'Service unavailable.', '3505'),
  'unknown-route': { status: 404, json: { message: 'no Route matched with those values' } },
} satisfies Record<string, Reply>;
