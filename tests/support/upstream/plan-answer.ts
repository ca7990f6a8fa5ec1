import { cutIntoTokens } from '@/lib/server/provider/demo/cut-into-tokens';
import { answerAsDemo } from '@/lib/server/provider/demo/demo-answer';
import { type ChatBody, readChatBody } from '@/lib/server/provider/demo/read-chat-body';
import { sampleFromSchema } from '@/lib/server/provider/demo/sample-from-schema';
import { countPromptTokens, readMaxTokens } from './count-tokens';
import type { Exchange, Fields } from './exchange';
import { planCalls } from './plan-calls';
import { readResponseFormat } from './wanted-schema';
import { readModel } from './wire-messages';

/** A tool that is called. */
export type ToolCall = {
  readonly id: string;
  readonly name: string;
  /** JSON text, mostly. */
  readonly arguments: string;
};

/** One step of an answer; a `delta` is sent as it stands. */
export type Piece =
  | { readonly type: 'text' | 'reasoning'; readonly text: string }
  | { readonly type: 'call'; readonly index: number; readonly call: ToolCall }
  | { readonly type: 'delta'; readonly delta: Fields };

/** What the "model" will say, before it is written in a server's form. */
export type AnswerPlan = {
  readonly pieces: readonly Piece[];
  readonly finishReason: string;
  readonly promptTokens: number;
  /** Tokens of the prompt that were not read again; absent where the server does not tell. */
  readonly cachedTokens?: number | undefined;
};

const THOUGHTS = 'I look at what was sent. Then I say what I measured.';

/** The demo's answer, or the rest of it where the request ends in its beginning. */
async function writeAsDemo(chat: ChatBody): Promise<string> {
  const last = chat.messages.at(-1);
  if (last?.role === 'tool') return `The tool answered: ${last.texts.join('').slice(0, 200)}`;
  if (last?.role !== 'assistant') return (await answerAsDemo(chat)).text;
  const { text } = await answerAsDemo({ ...chat, messages: chat.messages.slice(0, -1) });
  const begun = last.texts.join('');
  return text.startsWith(begun) ? text.slice(begun.length) : text;
}

async function writeText({ body, script, profile }: Exchange): Promise<readonly string[]> {
  if (typeof script === 'string') return cutIntoTokens(script);
  if (script) return script;
  const schema = (profile.schemaOf ?? readResponseFormat)(body);
  if (schema !== undefined) return cutIntoTokens(JSON.stringify(sampleFromSchema(schema)));
  const chat = readChatBody(body);
  // Whether a form is kept is the profile's.
  const words = chat ? await writeAsDemo({ ...chat, schema: undefined }) : 'A scripted answer.';
  return cutIntoTokens(words);
}

/** Cuts an answer at the request's limit, as a server does. */
function limitPlan({ body, profile }: Exchange, plan: AnswerPlan): AnswerPlan {
  const max = readMaxTokens(body) ?? profile.defaultMaxTokens ?? Number.POSITIVE_INFINITY;
  if (plan.pieces.length <= max) return plan;
  return { ...plan, pieces: plan.pieces.slice(0, max), finishReason: 'length' };
}

/** Tokens of the prompt, with what the server's template adds. */
export async function promptTokensOf({ body, profile, settings }: Exchange): Promise<number> {
  return (profile.promptOverhead?.(body) ?? 0) + (await countPromptTokens(body, settings));
}

/**
 * Decides what is answered to a request: a call of the tools it offers, the test's script, JSON for a
 * schema, else the demo's text; for a Reasoning model with some thoughts before it.
 */
export async function planAnswer(exchange: Exchange): Promise<AnswerPlan> {
  const { body, profile, settings } = exchange;
  const { calls, isNamed } = planCalls(exchange);
  const thoughts = /reasoning|magistral/i.test(readModel(body)) ? cutIntoTokens(THOUGHTS) : [];
  const texts = calls.length > 0 ? [] : await writeText(exchange);
  const callFinish = (isNamed ? profile.namedChoiceFinish : undefined) ?? 'tool_calls';
  return limitPlan(exchange, {
    pieces: [
      ...thoughts.map((text) => ({ type: 'reasoning', text }) as const),
      ...texts.map((text) => ({ type: 'text', text }) as const),
      ...calls.map((call, index) => ({ type: 'call', call, index }) as const),
    ],
    finishReason: calls.length > 0 ? callFinish : 'stop',
    promptTokens: await promptTokensOf(exchange),
    cachedTokens: settings.reportsCache ? await profile.countCached?.(exchange) : undefined,
  });
}
