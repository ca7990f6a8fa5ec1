import { toFrame } from '@/lib/server/provider/demo/chunk-writer';
import type { Exchange, Fields, Reply } from '../exchange';
import { sendReply } from '../exchange';
import type { Handler } from '../profile';
import { sendFrames } from '../send-frames';

/** Most refusals are a text alone. */
export const lmStudioError = (message: string): Reply => ({
  status: 400,
  json: { error: message },
});

export const OVERFLOW =
  'Input does not fit in context length. Try to load the model with a larger context length, or provide a shorter input';

/** The text twice, as this server has it in answers that say 200. */
const doubled = (message: string): Fields => ({ error: { message }, message });

/** Fails with status 200: an event of its own in a stream, else a body. */
export const failWith200 =
  (message: string): Handler =>
  (exchange: Exchange) => {
    const error = doubled(message);
    if (exchange.body.stream !== true) return sendReply(exchange, { status: 200, json: error });
    return sendFrames(exchange, [`event: error\n${toFrame(error)}`]);
  };

/** Every refusal of the server that can be had by name. */
export const LMSTUDIO_ERRORS = {
  'text-error': lmStudioError("'messages' field is required"),
  'no-vision': lmStudioError('Model does not support images. Please use a model that does.'),
  'bad-image': lmStudioError("Invalid 'image_url': 'url' field must be a base64 encoded image."),
  alternation: lmStudioError(
    'Error rendering prompt with jinja template: "After the optional system message, conversation roles must alternate user and assistant roles except for tool calls and results."',
  ),
  'unknown-model': {
    status: 404,
    json: {
      error: {
        message: 'Model not found: x',
        type: 'invalid_request_error',
        param: 'model',
        code: 'model_not_found',
      },
    },
  },
} satisfies Record<string, Reply>;
