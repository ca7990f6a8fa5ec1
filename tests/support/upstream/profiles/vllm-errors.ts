import type { Reply } from '../exchange';

/** vLLM's error form since 0.10. */
export function vllmError(
  status: number,
  type: string,
  message: string,
  param: string | null = null,
): Reply {
  return { status, json: { error: { message, type, param, code: status } } };
}

const badRequest = (message: string, param: string | null = null): Reply =>
  vllmError(400, 'BadRequestError', message, param);
const malformed = (message: string): Reply => vllmError(400, 'Bad Request', message);

/** Every error of the server that can be had by name, worded as it is. */
export const VLLM_ERRORS: Readonly<Record<string, Reply>> = {
  unauthorized: { status: 401, json: { error: 'Unauthorized' } },
  malformed: malformed(
    "1 validation error:\n  {'type': 'missing', 'loc': ('body', 'messages'), 'msg': 'Field required', 'input': {}}",
  ),
  'unknown-model': vllmError(404, 'NotFoundError', 'The model `x` does not exist.', 'model'),
  'unknown-route': { status: 404, json: { detail: 'Not Found' } },
  'too-many-images': badRequest(
    'At most 10 image(s) may be provided in one prompt. Set `--limit-mm-per-prompt` to increase this limit.',
  ),
  'one-image': badRequest('At most 1 image(s) may be provided in one prompt.'),
  'bad-image': badRequest(
    'Failed to load image: cannot identify image file <_io.BytesIO object at 0x7f00>',
  ),
  'bad-image-500': vllmError(
    500,
    'InternalServerError',
    'cannot identify image file <_io.BytesIO object at 0x7f00>',
  ),
  'context-older': badRequest(
    "This model's maximum context length is 32768 tokens. However, your request has 40000 input tokens. Please reduce the length of the input messages.",
  ),
  'max-tokens-older': badRequest(
    "'max_tokens' or 'max_completion_tokens' is too large: 262144. This model's maximum context length is 262144 tokens and your request has 30 input tokens (262144 > 262144 - 30).",
  ),
  'context-newer': badRequest(
    "You passed 30 input tokens and requested 262144 output tokens. However, the model's context length is only 262144 tokens, resulting in a maximum input length of 0 tokens. Please reduce the length of the input prompt.",
    'input_tokens',
  ),
  'tools-off': badRequest(
    '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
  ),
  'tools-empty': malformed(
    "1 validation error:\n  {'type': 'value_error', 'msg': 'Value error, `tools` must not be an empty array.'}",
  ),
  'tool-choice-alone': malformed(
    "1 validation error:\n  {'msg': 'Value error, When using `tool_choice`, `tools` must be set.'}",
  ),
  'tool-schema': badRequest("Invalid tool schema: 'banana' is not valid"),
  'tool-name': badRequest(
    'Function name was get weather but must be a-z, A-Z, 0-9, or contain underscores and dashes, with a maximum length of 64.',
  ),
  'role-order': badRequest("Unexpected role 'user' after role 'tool'"),
  'ends-with-assistant': badRequest(
    'Cannot set `add_generation_prompt` to True when the last message is from the assistant. Consider using `continue_final_message` instead.',
  ),
  'tool-id': badRequest('Tool call id was call_1 but must be a-z, A-Z, 0-9, with a length of 9.'),
  'template-kwargs': badRequest('chat_template is not supported for Mistral tokenizers.'),
  'usage-without-stream': malformed(
    "1 validation error:\n  {'msg': 'Value error, Stream options can only be defined when `stream=True`.'}",
  ),
  'engine-dead': vllmError(
    500,
    'InternalServerError',
    'EngineCore encountered an issue. See stack trace (above) for the root cause.',
  ),
};
