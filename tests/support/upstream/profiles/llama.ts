import { countUsage, joinAnswer, wholeAnswer } from '../completion';
import { countPromptTokens } from '../count-tokens';
import { type Exchange, type Fields, type Reply, sendReply } from '../exchange';
import type { AnswerPlan } from '../plan-answer';
import type { Handler, Profile } from '../profile';
import { readPictures } from '../read-pictures';
import { replyWith } from '../scenarios/proxy-faults';
import { readMessages, type WireMessage } from '../wire-messages';
import { jinjaError, LLAMA_ERRORS, llamaError } from './llama-errors';

const MODEL = 'ministral-3-14b-instruct-2512-q4_k_m.gguf';
/** The persona that the chat template inserts where a request has no system message, in tokens. */
const DEFAULT_SYSTEM_TOKENS = 540;
/** What its image loader reads (stb). */
const READABLE_FORMATS = new Set(['jpeg', 'png', 'gif']);

const timings = (plan: AnswerPlan): Fields => ({
  timings: {
    cache_n: 0,
    prompt_n: plan.promptTokens,
    prompt_ms: 120,
    prompt_per_second: plan.promptTokens / 0.12,
    predicted_n: plan.pieces.length,
    predicted_ms: plan.pieces.length * 20,
    predicted_per_second: 50,
  },
});

function checkOrder(messages: readonly WireMessage[]): Reply | undefined {
  const [first] = messages;
  const rest = first?.role === 'system' ? messages.slice(1) : messages;
  const wrong = rest.find(({ role }) => !['user', 'assistant', 'tool'].includes(role));
  if (wrong) {
    return jinjaError(`Only user, assistant and tool roles are supported, got ${wrong.role}.`);
  }
  const speakers = rest.filter(({ role, toolCalls }) => role !== 'tool' && toolCalls.length === 0);
  const isAlternating = speakers.every(
    ({ role }, index) => role === (index % 2 === 0 ? 'user' : 'assistant'),
  );
  return isAlternating ? undefined : LLAMA_ERRORS.alternation;
}

async function checkImages(
  messages: readonly WireMessage[],
  hasVision: boolean,
): Promise<Reply | undefined> {
  const pictures = await readPictures(messages);
  if (pictures.length > 0 && !hasVision) return LLAMA_ERRORS['no-vision'];
  const isReadable = pictures.every(({ format }) => READABLE_FORMATS.has(format ?? ''));
  return isReadable ? undefined : LLAMA_ERRORS['bad-image'];
}

async function checkContext({ body, settings }: Exchange): Promise<Reply | undefined> {
  const tokens = (await countPromptTokens(body)) + systemOverhead(body);
  const { contextWindow } = settings;
  if (tokens < contextWindow) return undefined;
  return llamaError(
    400,
    'exceed_context_size_error',
    `request (${tokens} tokens) exceeds the available context size (${contextWindow} tokens), try increasing it`,
    { n_prompt_tokens: tokens, n_ctx: contextWindow },
  );
}

function systemOverhead(body: Fields): number {
  return readMessages(body)[0]?.role === 'system' ? 0 : DEFAULT_SYSTEM_TOKENS;
}

async function checkRequest(exchange: Exchange): Promise<Reply | null> {
  const { body, key, settings } = exchange;
  if (settings.apiKey !== undefined && key !== settings.apiKey) {
    return LLAMA_ERRORS['key-wrong'] ?? null;
  }
  const messages = readMessages(body);
  const missing = messages.length === 0 ? LLAMA_ERRORS['no-messages'] : undefined;
  return (
    missing ??
    checkOrder(messages) ??
    (await checkImages(messages, settings.hasVision)) ??
    (await checkContext(exchange)) ??
    null
  );
}

const listModels: Handler = (exchange) => {
  const { contextWindow } = exchange.settings;
  const row = {
    id: MODEL,
    object: 'model',
    created: 1_764_000_000,
    owned_by: 'llamacpp',
    meta: { n_ctx: contextWindow, n_ctx_train: 262_144, n_params: 13_500_000_000 },
  };
  sendReply(exchange, { status: 200, json: { object: 'list', data: [row] } });
};

const sendProps: Handler = (exchange) => {
  const { settings } = exchange;
  const json = {
    default_generation_settings: { n_ctx: settings.contextWindow, params: { temperature: 0.8 } },
    total_slots: 1,
    model_path: `models/${MODEL}`,
    modalities: { vision: settings.hasVision, audio: false },
    chat_template: '(cut)',
    build_info: 'b10573-simulated',
  };
  sendReply(exchange, { status: 200, json });
};

/** Answers by "Loading model" until it was asked often enough. */
function whileLoading(next: (exchange: Exchange) => Promise<Reply | null>) {
  let asked = 0;
  return async (exchange: Exchange): Promise<Reply | null> => {
    asked += 1;
    if (asked <= exchange.settings.loadingRequests) return LLAMA_ERRORS.loading ?? null;
    return next(exchange);
  };
}

function toUsage(plan: AnswerPlan) {
  return { ...countUsage(plan), prompt_tokens_details: { cached_tokens: 0 } };
}

/** llama-server with the model's own strict chat template and a vision encoder. */
export function createLlamaProfile(): Profile {
  return {
    name: 'llama',
    shape: {
      firstContent: null,
      reasoningFields: ['reasoning_content'],
      frameFields: { system_fingerprint: 'b10573-simulated' },
    },
    models: null,
    stopsOnDisconnect: true,
    check: whileLoading(checkRequest),
    promptOverhead: systemOverhead,
    finalFields: timings,
    toUsage,
    toCompletion: (exchange, plan) =>
      wholeAnswer(
        exchange,
        plan,
        { reasoning_content: joinAnswer(plan).reasoning ?? undefined },
        timings(plan),
      ),
    scenarios: Object.fromEntries(
      Object.entries(LLAMA_ERRORS).map(([name, reply]) => [name, replyWith(reply)]),
    ),
    unknownRoute: llamaError(404, 'not_found_error', 'File Not Found'),
    routes: {
      'GET /v1/models': listModels,
      'GET /props': sendProps,
      'GET /health': replyWith({ status: 200, json: { status: 'ok' } }),
    },
  };
}
