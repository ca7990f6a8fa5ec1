import { checkMistralMessages, checkRoles } from '../check-mistral-messages';
import { type Exchange, type Fields, isFields, type Reply } from '../exchange';
import { promptTokensOf } from '../plan-answer';
import { readPictures } from '../read-pictures';
import { readMessages, readModel } from '../wire-messages';
import {
  badCall,
  forbiddenField,
  MISTRAL_ERRORS,
  messageOrder,
  mistralError,
  tooLong,
} from './mistral-errors';

const FIELDS = [
  ...['model', 'messages', 'temperature', 'top_p', 'max_tokens', 'stream', 'stop', 'random_seed'],
  ...['metadata', 'response_format', 'tools', 'tool_choice', 'presence_penalty', 'n'],
  ...['frequency_penalty', 'prediction', 'parallel_tool_calls', 'prompt_mode', 'safe_prompt'],
  // Not documented: taken, and without effect.
  'stream_options',
];
const MESSAGE_FIELDS = ['role', 'content', 'name', 'prefix', 'tool_calls', 'tool_call_id'];

function checkFields(body: Fields): Reply | undefined {
  const unknown = Object.keys(body).find((name) => !FIELDS.includes(name));
  return unknown === undefined ? undefined : forbiddenField(['body', unknown], body[unknown]);
}

function checkMessageFields({ messages }: Fields): Reply | undefined {
  const list = Array.isArray(messages) ? messages.filter(isFields) : [];
  for (const [index, message] of list.entries()) {
    const unknown = Object.keys(message).find((name) => !MESSAGE_FIELDS.includes(name));
    if (unknown !== undefined) {
      const loc = ['body', 'messages', index, String(message.role), unknown];
      return forbiddenField(loc, message[unknown]);
    }
  }
  return undefined;
}

/** Whether the last message is an answer that is to be gone on with. */
function endsInPrefix({ messages }: Fields): boolean {
  const last = Array.isArray(messages) ? messages.at(-1) : undefined;
  return isFields(last) && last.prefix === true;
}

function checkMessages(body: Fields): Reply | undefined {
  const messages = readMessages(body);
  const order = checkRoles(messages, true);
  if (order !== null) return messageOrder(order);
  const rules = endsInPrefix(body) ? { ...body, continue_final_message: true } : body;
  const fault = checkMistralMessages(messages, rules, true);
  if (fault === null) return undefined;
  return /call|function/i.test(fault) ? badCall(fault) : messageOrder(fault);
}

async function checkPictures(body: Fields): Promise<Reply | undefined> {
  const pictures = await readPictures(readMessages(body));
  const isBroken = pictures.some(({ width }) => width === 0);
  if (!isBroken) return undefined;
  return mistralError(400, 'invalid_request_file', 'Image could not be loaded', '1901');
}

async function checkLength(exchange: Exchange): Promise<Reply | undefined> {
  const { contextWindow } = exchange.settings;
  const tokens = await promptTokensOf(exchange);
  return tokens > contextWindow ? tooLong(tokens, contextWindow) : undefined;
}

/** The checks of Mistral's own API; `models` are its names. */
export async function checkMistral(
  exchange: Exchange,
  models: readonly string[],
): Promise<Reply | null> {
  const { body, key, settings } = exchange;
  const isRight = key !== undefined && (settings.apiKey === undefined || key === settings.apiKey);
  if (!isRight) return MISTRAL_ERRORS['key-wrong'];
  const model = readModel(body);
  const isKnown = models.includes(model);
  return (
    checkFields(body) ??
    checkMessageFields(body) ??
    (isKnown ? undefined : mistralError(400, 'invalid_model', `Invalid model: ${model}`, '1500')) ??
    checkMessages(body) ??
    (await checkPictures(body)) ??
    (await checkLength(exchange)) ??
    null
  );
}
