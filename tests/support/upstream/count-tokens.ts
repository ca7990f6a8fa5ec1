import { estimateTextTokens } from '@/lib/domain/prompt/estimate-tokens';
import { type Fields, isFields } from './exchange';
import { readPictures } from './read-pictures';
import { readMessages } from './wire-messages';

/** Marks around a message, such as `[INST]` and `[/INST]`. */
const TOKENS_PER_MESSAGE = 4;
/** Characters of a tool's description for one token. */
const CHARACTERS_PER_TOOL_TOKEN = 2.5;

/** Tokens of a request's prompt: pictures by the model's formula from their decoded size. */
export async function countPromptTokens(body: Fields): Promise<number> {
  const messages = readMessages(body);
  const pictures = await readPictures(messages);
  const texts = messages.flatMap((message) => message.texts);
  const toolCharacters = Array.isArray(body.tools) ? JSON.stringify(body.tools).length : 0;
  return (
    texts.reduce((sum, text) => sum + estimateTextTokens(text), 0) +
    pictures.reduce((sum, { tokens }) => sum + tokens, 0) +
    messages.length * TOKENS_PER_MESSAGE +
    Math.ceil(toolCharacters / CHARACTERS_PER_TOOL_TOKEN)
  );
}

/** The longest answer a request allows, in tokens. */
export function readMaxTokens(body: Fields): number | undefined {
  const wanted = body.max_completion_tokens ?? body.max_tokens;
  return typeof wanted === 'number' ? wanted : undefined;
}

/** Whether a streamed request asks for token counts: at the end, and with every frame. */
export function readUsageWish(body: Fields): { atEnd: boolean; always: boolean } {
  const options = isFields(body.stream_options) ? body.stream_options : {};
  const atEnd = options.include_usage === true;
  return { atEnd, always: atEnd && options.continuous_usage_stats === true };
}
