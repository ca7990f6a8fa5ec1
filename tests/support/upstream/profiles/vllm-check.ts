import { checkJinjaMessages } from '../check-jinja-messages';
import { checkMistralMessages } from '../check-mistral-messages';
import { readMaxTokens } from '../count-tokens';
import type { Exchange, Reply } from '../exchange';
import { promptTokensOf } from '../plan-answer';
import type { Profile } from '../profile';
import { type Picture, readPictures } from '../read-pictures';
import { readMessages, readModel } from '../wire-messages';
import type { VllmBuild } from './vllm-builds';
import { badRequest, unknownModel, type VllmErrorName, vllmErrors } from './vllm-errors';

type Errors = Readonly<Record<VllmErrorName, Reply>>;

/** The longest edge this model's encoder keeps; an edge that rounds to nothing fails. */
const MAX_EDGE = 1540;

function checkForm({ body, settings }: Exchange, build: VllmBuild, errors: Errors) {
  const { tools, tool_choice: choice } = body;
  if (!Array.isArray(body.messages)) return errors.malformed;
  if (Array.isArray(tools) && tools.length === 0 && build.refusesEmptyTools) {
    return errors['tools-empty'];
  }
  if (choice !== undefined && tools === undefined) return errors['tool-choice-alone'];
  if (body.stream_options !== undefined && body.stream !== true) {
    return errors['usage-without-stream'];
  }
  const hasTools = Array.isArray(tools) && tools.length > 0 && choice !== 'none';
  return hasTools && !settings.hasTools ? errors['tools-off'] : undefined;
}

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
  if (width === 0) {
    return badRequest(
      'Failed to load image: cannot identify image file <_io.BytesIO object at 0x7f00>',
    );
  }
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
export async function checkLength(
  exchange: Exchange,
  { tooLong }: Pick<VllmBuild, 'tooLong'>,
): Promise<Reply | undefined> {
  const window = exchange.settings.contextWindow;
  const input = await promptTokensOf(exchange);
  const output = readMaxTokens(exchange.body) ?? 1;
  return input + output > window ? tooLong({ input, output, window }) : undefined;
}

/** Checks the messages' order and content in the words of whoever reads them. */
export function checkMessages(
  { body }: Exchange,
  { template }: Pick<VllmBuild, 'template'>,
): Reply | undefined {
  const messages = readMessages(body);
  const fault =
    template === 'jinja'
      ? checkJinjaMessages(messages)
      : checkMistralMessages(messages, body, template === 'mistral-1.8');
  return fault === null ? undefined : badRequest(fault);
}

/** A build's checks of a chat request, in its order. */
export function createVllmCheck(build: VllmBuild): Profile['check'] {
  const errors = vllmErrors(build);
  return async (exchange) => {
    const { body, key, settings } = exchange;
    const isOpen = !build.hasKey || settings.apiKey === undefined;
    if (!isOpen && key !== settings.apiKey) return errors.unauthorized;
    const model = readModel(body);
    return (
      checkForm(exchange, build, errors) ??
      (build.models.includes(model) ? undefined : unknownModel(model, build)) ??
      checkImageCount(exchange) ??
      checkMessages(exchange, build) ??
      (await checkPictures(exchange)) ??
      (await checkLength(exchange, build)) ??
      null
    );
  };
}
