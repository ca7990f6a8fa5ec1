import type { Reply } from '../exchange';

type OllamaErrorType = 'invalid_request_error' | 'not_found_error' | 'api_error';

/** Ollama's error form below `/v1`. */
export function ollamaError(status: number, type: OllamaErrorType, message: string): Reply {
  return { status, json: { error: { message, type, param: null, code: null } } };
}

const invalid = (message: string): Reply => ollamaError(400, 'invalid_request_error', message);

/** Every error of the server that can be had by name, worded as it is. */
export const OLLAMA_ERRORS = {
  'bad-image': invalid('invalid image input'),
  'null-content': invalid('invalid message content type: <nil>'),
  'bad-arguments': invalid('invalid tool call arguments'),
  'no-messages': invalid('[] is too short - messages'),
  'tools-off': invalid('registry.ollama.ai/library/gemma3:4b does not support tools'),
  'unknown-model': ollamaError(404, 'not_found_error', "model 'x' not found"),
  internal: ollamaError(500, 'api_error', 'llama runner process has terminated: exit status 2'),
  'not-found': { status: 404, text: '404 page not found' },
} satisfies Record<string, Reply>;
