import { estimateTextTokens } from '@/lib/domain/prompt/estimate-tokens';
import { checkJinjaMessages, templateOverhead } from '../check-jinja-messages';
import { countUsage, joinAnswer, wholeAnswer } from '../completion';
import { type Exchange, type Fields, type Reply, sendReply } from '../exchange';
import { type AnswerPlan, promptTokensOf } from '../plan-answer';
import { createPrefixCache } from '../prefix-cache';
import type { Handler, Profile } from '../profile';
import { readPictures } from '../read-pictures';
import { replyWithEach } from '../scenarios/proxy-faults';
import { readMessages, readTools, type WireMessage } from '../wire-messages';
import { jinjaError, LLAMA_ERRORS, llamaError } from './llama-errors';

const MODEL = 'ministral-3-14b-instruct-2512-q4_k_m.gguf';
/** What its image loader reads (stb). */
const READABLE_FORMATS = new Set(['jpeg', 'png', 'gif']);

const timings = ({ pieces, promptTokens, cachedTokens = 0 }: AnswerPlan): Fields => ({
  timings: {
    cache_n: cachedTokens,
    prompt_n: promptTokens - cachedTokens,
    prompt_ms: 120,
    prompt_per_second: (promptTokens - cachedTokens) / 0.12,
    predicted_n: pieces.length,
    predicted_ms: pieces.length * 20,
    predicted_per_second: 50,
  },
});

function checkOrder(messages: readonly WireMessage[]): Reply | undefined {
  const fault = checkJinjaMessages(messages);
  return fault === null ? undefined : jinjaError(fault);
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

async function checkContext(exchange: Exchange): Promise<Reply | undefined> {
  const tokens = await promptTokensOf(exchange);
  const { contextWindow } = exchange.settings;
  if (tokens < contextWindow) return undefined;
  return llamaError(
    400,
    'exceed_context_size_error',
    `request (${tokens} tokens) exceeds the available context size (${contextWindow} tokens), try increasing it`,
    { n_prompt_tokens: tokens, n_ctx: contextWindow },
  );
}

const systemOverhead = (body: Fields): number => templateOverhead(readMessages(body));

async function checkRequest(exchange: Exchange): Promise<Reply | null> {
  const { body, key, settings } = exchange;
  if (settings.apiKey !== undefined && key !== settings.apiKey) {
    return LLAMA_ERRORS['key-wrong'];
  }
  const messages = readMessages(body);
  const missing = messages.length === 0 ? LLAMA_ERRORS['no-messages'] : undefined;
  const hasTools = readTools(body).length > 0;
  return (
    missing ??
    (hasTools && !settings.hasTools ? LLAMA_ERRORS['tools-off'] : undefined) ??
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

const tokenize: Handler = (exchange) => {
  const { content } = exchange.body;
  const count = typeof content === 'string' ? estimateTextTokens(content) : 0;
  const tokens = Array.from({ length: count }, (_, index) => index + 1);
  sendReply(exchange, { status: 200, json: { tokens } });
};

/** Says that the model is loading, in its health too, until it was asked for answers often enough. */
function createLoadingState() {
  let asked = 0;
  const isLoading = ({ settings }: Exchange) => asked < settings.loadingRequests;
  const sendHealth: Handler = (exchange) =>
    sendReply(
      exchange,
      isLoading(exchange) ? LLAMA_ERRORS.loading : { status: 200, json: { status: 'ok' } },
    );
  async function check(exchange: Exchange): Promise<Reply | null> {
    if (!isLoading(exchange)) return checkRequest(exchange);
    asked += 1;
    return LLAMA_ERRORS.loading;
  }
  return { sendHealth, check };
}

function toUsage(plan: AnswerPlan) {
  return countUsage({ ...plan, cachedTokens: plan.cachedTokens ?? 0 });
}

/** llama-server with the model's own strict chat template and a vision encoder. */
export function createLlamaProfile(): Profile {
  const loading = createLoadingState();
  return {
    name: 'llama',
    shape: {
      firstContent: null,
      reasoningFields: ['reasoning_content'],
      frameFields: { system_fingerprint: 'b10573-simulated' },
    },
    models: null,
    stopsOnDisconnect: true,
    toCallId: (id) => id.padEnd(32, id),
    check: loading.check,
    promptOverhead: systemOverhead,
    finalFields: timings,
    defaults: { reportsCache: true },
    countCached: createPrefixCache(),
    toUsage,
    toCompletion: (exchange, plan) =>
      wholeAnswer(
        exchange,
        plan,
        { reasoning_content: joinAnswer(plan).reasoning ?? undefined },
        timings(plan),
      ),
    scenarios: replyWithEach(LLAMA_ERRORS),
    unknownRoute: llamaError(404, 'not_found_error', 'File Not Found'),
    routes: {
      'GET /v1/models': listModels,
      'GET /props': sendProps,
      'GET /health': loading.sendHealth,
      'POST /tokenize': tokenize,
    },
  };
}
