import { toFrame } from '@/lib/server/provider/demo/chunk-writer';
import { answerFrames } from '../answer-frames';
import { checkJinjaMessages, templateOverhead } from '../check-jinja-messages';
import { countUsage, wholeAnswer } from '../completion';
import { type Exchange, type Reply, sendReply } from '../exchange';
import { listedOf } from '../listed-models';
import { type AnswerPlan, type Piece, planAnswer, promptTokensOf } from '../plan-answer';
import type { Handler, Profile } from '../profile';
import { readPictures } from '../read-pictures';
import { replyWith, replyWithEach } from '../scenarios/proxy-faults';
import { sendAnswer } from '../send-answer';
import { sendFrames } from '../send-frames';
import { withoutThinkMarkers } from '../think-markers';
import { createLoading } from '../while-loading';
import { readMessages } from '../wire-messages';
import { TRANSFORMERS_ERRORS, unexpectedFields } from './transformers-errors';

const MODELS = [
  'mistralai/Ministral-3-14B-Instruct-2512',
  'mistralai/Ministral-3-14B-Reasoning-2512',
] as const;
/** The longest answer where a request names no limit. */
const DEFAULT_MAX_TOKENS = 1024;

/** What it reads. */
const USED_FIELDS = [
  ...['model', 'messages', 'stream', 'temperature', 'top_p', 'max_tokens', 'seed'],
  ...['frequency_penalty', 'logit_bias', 'tools', 'generation_config', 'request_id'],
];
/** What version 5 takes and ignores, with a warning in its log; 4.57 refuses it. */
const IGNORED_FIELDS = [
  ...['stop', 'response_format', 'stream_options', 'tool_choice', 'parallel_tool_calls'],
  ...['presence_penalty', 'n', 'logprobs', 'top_logprobs', 'user', 'max_completion_tokens'],
  ...['store', 'metadata', 'modalities', 'reasoning_effort', 'service_tier'],
];

function checkFields({ body }: Exchange, known: readonly string[]): Reply | undefined {
  const unknown = Object.keys(body).filter((name) => !known.includes(name));
  return unknown.length > 0 ? unexpectedFields(unknown) : undefined;
}

async function check(exchange: Exchange, known: readonly string[]): Promise<Reply | null> {
  const { internal, 'missing-messages': missing } = TRANSFORMERS_ERRORS;
  const messages = readMessages(exchange.body);
  const refusal = checkFields(exchange, known) ?? (messages.length === 0 ? missing : undefined);
  if (refusal) return refusal;
  const pictures = await readPictures(messages);
  const isBroken = pictures.some(({ width }) => width === 0);
  // A template or a picture that fails is an exception of Python to it.
  const isFailing = checkJinjaMessages(messages) !== null || isBroken;
  return isFailing ? internal : null;
}

/** It knows no limit of its own: a prompt that is too long takes all memory, after the answer began. */
const OUT_OF_MEMORY = toFrame({
  error: 'CUDA out of memory. Tried to allocate 12.50 GiB. GPU 0 has a total capacity of 23.64 GiB',
});

/** Tools are not parsed for this family, and all special tokens are stripped. */
function reshape(plan: AnswerPlan): AnswerPlan {
  const asText = (piece: Piece): Piece =>
    piece.type === 'call' ? { type: 'text', text: piece.call.name + piece.call.arguments } : piece;
  const { pieces, finishReason, ...rest } = withoutThinkMarkers(plan);
  const isCalling = finishReason === 'tool_calls';
  return {
    ...rest,
    pieces: pieces.map(asText),
    finishReason: isCalling ? 'stop' : finishReason,
  };
}

const listModels: Handler = (exchange) => {
  const data = listedOf(MODELS, exchange.settings).map((id) => ({
    id,
    object: 'model',
    created: 1_764_000_000,
    owned_by: 'mistralai',
  }));
  sendReply(exchange, { status: 200, json: { object: 'list', data } });
};

/** Says how far the loading of a model is. */
const loadModel: Handler = (exchange) =>
  sendFrames(exchange, [
    toFrame({ status: 'loading', model: exchange.body.model, stage: 'weights' }),
    toFrame({ status: 'ready', model: exchange.body.model }),
  ]);

/** `transformers serve` of version 5; version 4.57 as a scenario. */
export function createTransformersProfile(): Profile {
  const load = createLoading();
  const checkV5 = async (exchange: Exchange): Promise<Reply | null> => {
    const { request, response } = exchange;
    response.setHeader('x-request-id', String(request.headers['x-request-id'] ?? 'simulated'));
    const refusal = await check(exchange, [...USED_FIELDS, ...IGNORED_FIELDS]);
    if (!refusal) await load(exchange);
    return refusal;
  };
  const answerOlder: Handler = async (exchange) => {
    const refusal = await check(exchange, USED_FIELDS);
    if (refusal) return sendReply(exchange, refusal);
    await sendAnswer(exchange, await planAnswer(exchange));
  };
  const answerOutOfMemory: Handler = async (exchange) => {
    const frames = answerFrames(exchange, await planAnswer(exchange)).slice(0, 1);
    await sendFrames(exchange, [...frames, OUT_OF_MEMORY]);
  };
  return {
    name: 'transformers',
    shape: { firstContent: '', reasoningFields: [] },
    streamEnd: { usage: 'beside-finish', sendsDone: false },
    models: MODELS,
    stopsOnDisconnect: true,
    defaultMaxTokens: DEFAULT_MAX_TOKENS,
    schemaOf: () => undefined,
    check: checkV5,
    answer: async (exchange) =>
      (await promptTokensOf(exchange)) > exchange.settings.contextWindow
        ? answerOutOfMemory(exchange)
        : sendAnswer(exchange, await planAnswer(exchange)),
    promptOverhead: (body) => templateOverhead(readMessages(body)),
    reshape,
    toUsage: countUsage,
    toCompletion: (exchange, plan) => wholeAnswer(exchange, plan, {}),
    scenarios: {
      ...replyWithEach(TRANSFORMERS_ERRORS),
      'version-4': answerOlder,
      'out-of-memory': answerOutOfMemory,
    },
    unknownRoute: { status: 404, json: { detail: 'Not Found' } },
    routes: {
      'GET /v1/models': listModels,
      'GET /health': replyWith({ status: 200, json: { status: 'ok' } }),
      'POST /load_model': loadModel,
      'POST /reset': replyWith({ status: 200, json: { status: 'ok' } }),
    },
  };
}
