import 'server-only';
import { estimateTextTokens } from '@/lib/domain/prompt/estimate-tokens';
import { inspectPicture, type PictureFacts } from './inspect-picture';
import { type ChatBody, readDataUrl } from './read-chat-body';
import { writeDemoAnswer } from './write-demo-answer';

/** What stands before each picture of a prompt. */
const PICTURE_LABEL = /^Image \d+:$/;
/** Tokens that mark one message off from the next. */
const TOKENS_PER_MESSAGE = 4;

/** An answer and what it cost, before it is cut into frames. */
export type DemoAnswer = {
  readonly text: string;
  readonly promptTokens: number;
};

async function inspect(url: string): Promise<PictureFacts | null> {
  const data = readDataUrl(url);
  // What cannot be measured is said in the answer; the demo has nobody else to tell.
  return data ? inspectPicture(data).catch(() => null) : null;
}

/** Answers a chat request by measuring it. The same request gives the same answer. */
export async function answerAsDemo(body: ChatBody): Promise<DemoAnswer> {
  const users = body.messages.filter(({ role }) => role === 'user');
  const all = await Promise.all(users.map(({ imageUrls }) => Promise.all(imageUrls.map(inspect))));
  const texts = users.at(-1)?.texts ?? [];
  const text = writeDemoAnswer({
    question: texts.filter((part) => !PICTURE_LABEL.test(part)).join('\n\n'),
    pictures: all.at(-1) ?? [],
    earlierPictures: all.slice(0, -1).flat().length,
    turns: users.length,
  });
  const imageTokens = all.flat().reduce((sum, picture) => sum + (picture?.tokens ?? 0), 0);
  const textTokens = body.messages.map(({ texts: parts }) =>
    parts.reduce((sum, part) => sum + estimateTextTokens(part), TOKENS_PER_MESSAGE),
  );
  return { text, promptTokens: textTokens.reduce((sum, tokens) => sum + tokens, imageTokens) };
}
