import { toFrame } from '@/lib/server/provider/demo/chunk-writer';
import { answerFrames } from '../answer-frames';
import { templateOverhead } from '../check-jinja-messages';
import { countUsage, joinAnswer, wholeAnswer } from '../completion';
import { countPromptTokens } from '../count-tokens';
import { type Exchange, type Fields, sendReply } from '../exchange';
import { listedOf } from '../listed-models';
import { type AnswerPlan, type Piece, planAnswer } from '../plan-answer';
import { createPrefixCache } from '../prefix-cache';
import type { Handler, Profile } from '../profile';
import { replyWith, replyWithEach } from '../scenarios/proxy-faults';
import { sendAnswer } from '../send-answer';
import { sendFrames } from '../send-frames';
import { withThinkMarkers } from '../think-markers';
import { readVllmSchema } from '../wanted-schema';
import { readMessages } from '../wire-messages';
import type { VllmBuild } from './vllm-builds';
import { createVllmCheck } from './vllm-check';
import { vllmErrors } from './vllm-errors';

const listModels =
  ({ models, owner, hasKey }: VllmBuild): Handler =>
  (exchange) => {
    const { settings, key } = exchange;
    if (hasKey && settings.apiKey !== undefined && key !== settings.apiKey) {
      sendReply(exchange, { status: 401, json: { error: 'Unauthorized' } });
      return;
    }
    const data = listedOf(models, settings).map((id) => ({
      id,
      object: 'model',
      created: 1_764_000_000,
      owned_by: owner,
      root: id,
      parent: null,
      max_model_len: settings.contextWindow,
      permission: [{ id: 'modelperm-simulated', object: 'model_permission' }],
    }));
    sendReply(exchange, { status: 200, json: { object: 'list', data } });
  };

/** Lives at the root and stays open beside a key, like `/health` and `/metrics`. */
async function tokenize(exchange: Exchange): Promise<void> {
  const { body, settings } = exchange;
  const messages = body.messages ?? [{ role: 'user', content: body.prompt }];
  const count = await countPromptTokens({ ...body, messages }, settings);
  const tokens = Array.from({ length: count }, (_, index) => index + 1);
  const json = { count, max_model_len: settings.contextWindow, tokens, token_strs: null };
  sendReply(exchange, { status: 200, json });
}

/** Sends the usual answer, changed. */
const streamChanged =
  (change: (plan: AnswerPlan) => Partial<AnswerPlan>): Handler =>
  async (exchange) => {
    const plan = await planAnswer(exchange);
    await sendFrames(exchange, answerFrames(exchange, { ...plan, ...change(plan) }));
  };

const isNoCall = ({ type }: Piece): boolean => type !== 'call';

/** 0.12.0 drops the tool calls of a stream; asked for in one piece they come. */
const loseStreamedCalls =
  (finishReason: string): Handler =>
  async (exchange) => {
    const plan = await planAnswer(exchange);
    const pieces = plan.pieces.filter(isNoCall);
    const isLost = exchange.body.stream === true && pieces.length < plan.pieces.length;
    await sendAnswer(exchange, isLost ? { ...plan, pieces, finishReason } : plan);
  };

/** An error after the stream began: a frame, then `[DONE]`, all with status 200. */
const failMidStream =
  (error: unknown): Handler =>
  async (exchange) => {
    const frames = answerFrames(exchange, await planAnswer(exchange)).slice(0, 3);
    await sendFrames(exchange, [...frames, toFrame(error), 'data: [DONE]\n\n']);
  };

/** Every field of a message, also those without a value. */
function toMessage(build: VllmBuild, plan: AnswerPlan): Fields {
  const { reasoning } = joinAnswer(plan);
  return {
    refusal: null,
    annotations: null,
    audio: null,
    function_call: null,
    tool_calls: [],
    ...Object.fromEntries(build.reasoningFields.map((name) => [name, reasoning])),
  };
}

/** A build of vLLM. Without the Mistral flags it has no reasoning parser, which needs their tokenizer. */
export function createVllmProfile(build: VllmBuild): Profile {
  const errors = vllmErrors(build);
  const isJinja = build.template === 'jinja';
  return {
    name: build.name,
    shape: {
      firstContent: '',
      reasoningFields: build.reasoningFields,
      finalDelta: { content: '' },
      frameFields: build.namesParam ? { system_fingerprint: 'vllm-simulated' } : {},
    },
    models: build.models,
    stopsOnDisconnect: true,
    namedChoiceFinish: 'stop',
    schemaOf: (body) => readVllmSchema(body, build.formFields),
    check: createVllmCheck(build),
    promptOverhead: (body) => (isJinja ? templateOverhead(readMessages(body)) : 0),
    reshape: (plan, { settings }) =>
      isJinja || !settings.parsesReasoning ? withThinkMarkers(plan) : plan,
    countCached: createPrefixCache(),
    toUsage: countUsage,
    toCompletion: (exchange, plan) => wholeAnswer(exchange, plan, toMessage(build, plan)),
    scenarios: {
      ...replyWithEach(errors),
      'finish-abort': streamChanged(() => ({ finishReason: 'abort' })),
      'error-mid-vllm': failMidStream(errors['engine-dead']?.json),
      'tools-lost': loseStreamedCalls('tool_calls'),
      'tools-lost-silently': loseStreamedCalls('stop'),
    },
    unknownRoute: { status: 404, json: { detail: 'Not Found' } },
    routes: {
      'GET /v1/models': listModels(build),
      'GET /health': replyWith({ status: 200, text: '' }),
      'GET /version': replyWith({ status: 200, json: { version: build.version } }),
      'GET /metrics': replyWith({ status: 200, text: 'vllm:num_requests_running 0\n' }),
      'POST /tokenize': tokenize,
    },
  };
}
