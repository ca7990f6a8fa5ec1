import { cutIntoTokens } from '@/lib/server/provider/demo/cut-into-tokens';
import { answerAsDemo } from '@/lib/server/provider/demo/demo-answer';
import { readChatBody } from '@/lib/server/provider/demo/read-chat-body';
import { countPromptTokens, readMaxTokens } from './count-tokens';
import { type Exchange, isFields } from './exchange';
import { sampleFromSchema } from './sample-from-schema';

/** One step of an answer; a `delta` is sent as it stands, such as a tool call. */
export type Piece =
  | { readonly type: 'text' | 'reasoning'; readonly text: string }
  | { readonly type: 'delta'; readonly delta: Readonly<Record<string, unknown>> };

/** What the "model" will say, before it is written in a server's form. */
export type AnswerPlan = {
  readonly pieces: readonly Piece[];
  readonly finishReason: string;
  readonly promptTokens: number;
};

function readWantedSchema(body: Exchange['body']): unknown {
  const format = isFields(body.response_format) ? body.response_format : {};
  const named = isFields(format.json_schema) ? format.json_schema.schema : undefined;
  const structured = isFields(body.structured_outputs) ? body.structured_outputs.json : undefined;
  if (format.type === 'json_object') return { type: 'object', properties: { answer: {} } };
  return named ?? structured;
}

async function writeText({ body, script }: Exchange): Promise<readonly string[]> {
  if (typeof script === 'string') return cutIntoTokens(script);
  if (script) return script;
  const schema = readWantedSchema(body);
  if (schema !== undefined) return cutIntoTokens(JSON.stringify(sampleFromSchema(schema)));
  const chat = readChatBody(body);
  return cutIntoTokens(chat ? (await answerAsDemo(chat)).text : 'A scripted answer.');
}

/** Cuts an answer at the request's limit, as a server does. */
function limitPlan(exchange: Exchange, plan: AnswerPlan): AnswerPlan {
  const max = readMaxTokens(exchange.body) ?? Number.POSITIVE_INFINITY;
  if (plan.pieces.length <= max) return plan;
  return { ...plan, pieces: plan.pieces.slice(0, max), finishReason: 'length' };
}

/** Decides what is answered to a request: the test's script, JSON for a schema, else the demo's text. */
export async function planAnswer(exchange: Exchange): Promise<AnswerPlan> {
  const { body, profile } = exchange;
  const texts = await writeText(exchange);
  const overhead = profile.promptOverhead?.(body) ?? 0;
  return limitPlan(exchange, {
    pieces: texts.map((text) => ({ type: 'text', text })),
    finishReason: 'stop',
    promptTokens: overhead + (await countPromptTokens(body)),
  });
}
