import 'server-only';
import { estimateTextTokens } from '@/lib/domain/prompt/estimate-tokens';
import type { PromptToolCall } from '@/lib/domain/prompt/prompt';
import { DEMO_BEFORE_CALLS, demoAfterCalls, demoCallsOf } from './demo-calls';
import { inspectPicture, type PictureFacts } from './inspect-picture';
import { type ChatBody, readDataUrl } from './read-chat-body';
import { sampleFromSchema } from './sample-from-schema';
import { writeDemoAnswer } from './write-demo-answer';

/** What stands before each picture of a prompt. */
const PICTURE_LABEL = /^Image \d+:$/;
/** Tokens that mark one message off from the next. */
const TOKENS_PER_MESSAGE = 4;

/** An answer and what it cost, before it is cut into frames. */
export type DemoAnswer = {
  readonly text: string;
  readonly calls: readonly PromptToolCall[];
  readonly promptTokens: number;
};

async function inspect(url: string): Promise<PictureFacts | null> {
  const data = readDataUrl(url);
  // What cannot be measured is said in the answer; the demo has nobody else to tell.
  return data ? inspectPicture(data).catch(() => null) : null;
}

type Messages = ChatBody['messages'];
type Pictures = ReadonlyMap<string, PictureFacts | null>;

/** What the script says to messages, the last of which is the person's. */
function write(messages: Messages, pictures: Pictures): string {
  const users = messages.filter(({ role }) => role === 'user');
  const all = users.map(({ imageUrls }) => imageUrls.map((url) => pictures.get(url) ?? null));
  const texts = users.at(-1)?.texts ?? [];
  return writeDemoAnswer({
    question: texts.filter((part) => !PICTURE_LABEL.test(part)).join('\n\n'),
    pictures: all.at(-1) ?? [],
    earlierPictures: all.slice(0, -1).flat().length,
    turns: users.length,
  });
}

/** The rest of an answer that ended too early, as a model goes on with it; `null` where none did. */
function goOn(messages: Messages, pictures: Pictures): string | null {
  const [begun] = messages.slice(-2);
  if (begun?.role !== 'assistant') return null;
  const said = begun.texts.join('');
  const whole = write(messages.slice(0, -2), pictures);
  return whole.startsWith(said) && whole !== said ? whole.slice(said.length) : null;
}

/** What the script says as JSON: a value that fits the schema; what it would say anyway where any JSON will do. */
function inForm(text: string, schema: NonNullable<ChatBody['schema']>): string {
  const isAny = Object.keys(schema).length === 0;
  return JSON.stringify(isAny ? { demo: text } : sampleFromSchema(schema), null, 2);
}

/** Answers a chat request by measuring it. The same request gives the same answer. */
export async function answerAsDemo(body: ChatBody): Promise<DemoAnswer> {
  const { messages } = body;
  const calls = demoCallsOf(body);
  const urls = messages.flatMap(({ imageUrls }) => imageUrls);
  const inspected = await Promise.all(urls.map(inspect));
  const pictures = new Map(urls.map((url, index) => [url, inspected[index] ?? null]));
  const words =
    calls.length > 0
      ? DEMO_BEFORE_CALLS
      : (demoAfterCalls(body) ?? goOn(messages, pictures) ?? write(messages, pictures));
  const text = body.schema && calls.length === 0 ? inForm(words, body.schema) : words;
  const imageTokens = inspected.reduce((sum, picture) => sum + (picture?.tokens ?? 0), 0);
  const textTokens = messages.map(({ texts: parts }) =>
    parts.reduce((sum, part) => sum + estimateTextTokens(part), TOKENS_PER_MESSAGE),
  );
  return {
    text,
    calls,
    promptTokens: textTokens.reduce((sum, tokens) => sum + tokens, imageTokens),
  };
}
