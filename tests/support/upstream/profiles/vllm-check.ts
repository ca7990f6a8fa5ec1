import { checkMistralMessages } from '../check-mistral-messages';
import { countPromptTokens, readMaxTokens } from '../count-tokens';
import type { Exchange, Reply } from '../exchange';
import { type Picture, readPictures } from '../read-pictures';
import { readMessages, readModel } from '../wire-messages';
import { VLLM_ERRORS, vllmError } from './vllm-errors';

/** The longest edge this model's encoder keeps; an edge that rounds to nothing fails. */
const MAX_EDGE = 1540;

function checkForm({ body }: Exchange): Reply | undefined {
  if (!Array.isArray(body.messages)) return VLLM_ERRORS.malformed;
  if (Array.isArray(body.tools) && body.tools.length === 0) return VLLM_ERRORS['tools-empty'];
  if (body.tool_choice !== undefined && body.tools === undefined) {
    return VLLM_ERRORS['tool-choice-alone'];
  }
  if (body.stream_options !== undefined && body.stream !== true) {
    return VLLM_ERRORS['usage-without-stream'];
  }
  return undefined;
}

const badRequest = (message: string): Reply => vllmError(400, 'BadRequestError', message);

/** Refuses more pictures than a prompt may have, in vLLM's words. */
export function checkImageCount({ body, settings }: Exchange): Reply | undefined {
  const count = readMessages(body).flatMap(({ imageUrls }) => imageUrls).length;
  if (count <= settings.maxImages) return undefined;
  return badRequest(
    `At most ${settings.maxImages} image(s) may be provided in one prompt. Set \`--limit-mm-per-prompt\` to increase this limit.`,
  );
}

function checkPicture({ url, width, height }: Picture): Reply | undefined {
  if (url.includes(';asset_id,')) return undefined;
  if (width === 0) return VLLM_ERRORS['bad-image'];
  const ratio = Math.max(width, height) / MAX_EDGE;
  if (ratio <= 1 || Math.round(Math.min(width, height) / ratio) > 0) return undefined;
  return badRequest('Failed to load image: height and width must be > 0');
}

/** Refuses pictures that cannot be decoded, or are too narrow. WEBP and GIF are taken. */
export async function checkPictures({ body }: Exchange): Promise<Reply | undefined> {
  const pictures = await readPictures(readMessages(body));
  return pictures.map(checkPicture).find((reply) => reply !== undefined);
}

/** Refuses what does not fit the window, with or without the answer. */
export async function checkLength({ body, settings }: Exchange): Promise<Reply | undefined> {
  const { contextWindow } = settings;
  const input = await countPromptTokens(body);
  const output = readMaxTokens(body) ?? 1;
  if (input + output <= contextWindow) return undefined;
  const rest = Math.max(0, contextWindow - output);
  return vllmError(
    400,
    'BadRequestError',
    `You passed ${input} input tokens and requested ${output} output tokens. However, the model's context length is only ${contextWindow} tokens, resulting in a maximum input length of ${rest} tokens. Please reduce the length of the input prompt.`,
    'input_tokens',
  );
}

/** Checks the messages' order and content in mistral-common's words. */
export function checkMessages({ body }: Exchange): Reply | undefined {
  const fault = checkMistralMessages(readMessages(body), body);
  return fault === null ? undefined : badRequest(fault);
}

/** vLLM's checks of a chat request, in its order. */
export async function checkVllm(exchange: Exchange): Promise<Reply | null> {
  const { body, key, settings, profile } = exchange;
  if (settings.apiKey !== undefined && key !== settings.apiKey) {
    return VLLM_ERRORS.unauthorized ?? null;
  }
  const model = readModel(body);
  const isKnown = profile.models === null || profile.models.includes(model);
  const missing = vllmError(
    404,
    'NotFoundError',
    `The model \`${model}\` does not exist.`,
    'model',
  );
  return (
    checkForm(exchange) ??
    (isKnown ? undefined : missing) ??
    checkImageCount(exchange) ??
    checkMessages(exchange) ??
    (await checkPictures(exchange)) ??
    (await checkLength(exchange)) ??
    null
  );
}
