import { estimateTextTokens } from '@/lib/domain/prompt/estimate-tokens';
import { type Exchange, type Fields, isFields } from './exchange';
import { readPictures } from './read-pictures';
import { readMessages, type WireMessage } from './wire-messages';

/** Counts texts with the model's own vocabulary; `null` when it cannot. */
export type TextCounter = (texts: readonly string[]) => Promise<readonly number[] | null>;

/** Marks around a message where texts are estimated, such as `[INST]` and `[/INST]`. */
const TOKENS_PER_MESSAGE = 4;
/** Characters of a tool's description for one token. */
const CHARACTERS_PER_TOOL_TOKEN = 2.5;
/** Markers of a message as the vocabulary has them: one token each (mistral-common's v13). */
const MARKERS: Readonly<Record<string, number>> = { system: 2, user: 2, assistant: 1, tool: 2 };
/** `[TOOL_CALLS]` and `[ARGS]`. */
const MARKERS_PER_CALL = 2;
/** `[AVAILABLE_TOOLS]` and its end. */
const MARKERS_OF_TOOLS = 2;

/** Name and arguments of every call; ids are not written. */
function callTexts({ toolCalls }: WireMessage): readonly string[] {
  return toolCalls.flatMap(({ function: called }) =>
    isFields(called) ? [String(called.name), String(called.arguments)] : [],
  );
}

function estimate({ tools }: Fields, messages: readonly WireMessage[]): number {
  const texts = messages.flatMap((message) => message.texts);
  const toolCharacters = Array.isArray(tools) ? JSON.stringify(tools).length : 0;
  return (
    texts.reduce((sum, text) => sum + estimateTextTokens(text), 0) +
    messages.length * TOKENS_PER_MESSAGE +
    Math.ceil(toolCharacters / CHARACTERS_PER_TOOL_TOKEN)
  );
}

async function countExactly(
  { tools }: Fields,
  messages: readonly WireMessage[],
  countTexts: TextCounter,
): Promise<number> {
  const hasTools = Array.isArray(tools) && tools.length > 0;
  const texts = [
    ...messages.flatMap((message) => [...message.texts, ...callTexts(message)]),
    ...(hasTools ? [JSON.stringify(tools)] : []),
  ];
  const counts = await countTexts(texts);
  if (!counts) throw new Error('the vocabulary could not be read');
  const markers = messages.map(
    ({ role, toolCalls }) => (MARKERS[role] ?? 0) + toolCalls.length * MARKERS_PER_CALL,
  );
  const beginning = 1 + (hasTools ? MARKERS_OF_TOOLS : 0);
  return [...counts, ...markers].reduce((sum, count) => sum + count, beginning);
}

/** Tokens of a prompt: pictures by the model's formula from their decoded size, texts as the settings say. */
export async function countPromptTokens(
  body: Fields,
  { countTexts }: Pick<Exchange['settings'], 'countTexts'>,
): Promise<number> {
  const messages = readMessages(body);
  const pictures = await readPictures(messages);
  const texts = countTexts
    ? await countExactly(body, messages, countTexts)
    : estimate(body, messages);
  return pictures.reduce((sum, { tokens }) => sum + tokens, texts);
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
