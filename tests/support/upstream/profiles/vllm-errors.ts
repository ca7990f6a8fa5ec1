import type { Reply } from '../exchange';

/** Sizes of a request in tokens. */
export type Lengths = { readonly input: number; readonly output: number; readonly window: number };

/** vLLM's error form since 0.10. */
function vllmError(
  status: number,
  type: string,
  message: string,
  param: string | null = null,
): Reply {
  return { status, json: { error: { message, type, param, code: status } } };
}

export const badRequest = (message: string, param: string | null = null): Reply =>
  vllmError(400, 'BadRequestError', message, param);

const malformed = (message: string, param: string | null = null): Reply =>
  vllmError(400, 'Bad Request', `1 validation error:\n  ${message}`, param);

export type VllmErrorOptions = {
  /** Whether errors name the field at fault, as newer builds do. */
  readonly namesParam: boolean;
  readonly template: 'mistral-1.8' | 'mistral-1.11' | 'jinja';
};

/** Words of the two validators for messages. */
const mistralErrors = {
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
};
const jinjaErrors = {
  alternation: badRequest(
    'After the optional system message, conversation roles must alternate user and assistant roles except for tool calls and results.',
  ),
  'late-system': badRequest('Only user, assistant and tool roles are supported, got system.'),
};

const contextErrors = {
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
};

const imageErrors = {
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
};

const toolErrors = {
  'tools-off': badRequest(
    '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
  ),
  'tools-empty': malformed(
    "{'type': 'value_error', 'msg': 'Value error, `tools` must not be an empty array.'}",
  ),
  'tool-choice-alone': malformed(
    "{'msg': 'Value error, When using `tool_choice`, `tools` must be set.'}",
  ),
};

export type VllmErrorName =
  | keyof typeof contextErrors
  | keyof typeof imageErrors
  | keyof typeof toolErrors
  | 'unauthorized'
  | 'malformed'
  | 'unknown-model'
  | 'unknown-route'
  | 'usage-without-stream'
  | 'engine-dead';

/** The answer to a name that is not served. */
export const unknownModel = (model: string, { namesParam }: VllmErrorOptions): Reply =>
  vllmError(
    404,
    'NotFoundError',
    `The model \`${model}\` does not exist.`,
    namesParam ? 'model' : null,
  );

/** Every error of a build that can be had by name, worded as it is. */
export function vllmErrors(
  options: VllmErrorOptions,
): Readonly<Record<VllmErrorName, Reply> & Record<string, Reply>> {
  const { namesParam, template } = options;
  return {
    ...contextErrors,
    ...imageErrors,
    ...toolErrors,
    ...(template === 'jinja' ? jinjaErrors : mistralErrors),
    unauthorized: { status: 401, json: { error: 'Unauthorized' } },
    malformed: malformed(
      "{'type': 'missing', 'loc': ('body', 'messages'), 'msg': 'Field required', 'input': {}}",
      namesParam ? 'messages' : null,
    ),
    'unknown-model': unknownModel('x', options),
    'unknown-route': { status: 404, json: { detail: 'Not Found' } },
    'usage-without-stream': malformed(
      "{'msg': 'Value error, Stream options can only be defined when `stream=True`.'}",
    ),
    'engine-dead': vllmError(
      500,
      'InternalServerError',
      'EngineCore encountered an issue. See stack trace (above) for the root cause.',
    ),
  };
}
