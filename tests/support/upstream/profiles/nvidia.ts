import { countUsage, wholeAnswer } from '../completion';
import { type Exchange, type Reply, sendReply } from '../exchange';
import { planAnswer } from '../plan-answer';
import type { Handler, Profile } from '../profile';
import { replyWithEach } from '../scenarios/proxy-faults';
import { sendAnswer } from '../send-answer';
import { hang } from '../send-frames';
import { readMessages, readModel } from '../wire-messages';
import { createAssetStore } from './nvidia-assets';
import { NVIDIA_ERRORS } from './nvidia-errors';
import { NVIDIA_CHAT_MODELS, nvidiaModelRows } from './nvidia-models';
import { createPolling } from './nvidia-polling';
import { VLLM_012, VLLM_NEW } from './vllm-builds';
import { checkImageCount, checkLength, checkMessages, checkPictures } from './vllm-check';

const MAX_BODY_BYTES = 5 * 1024 * 1024;
/** What older references allow for pictures in a request, in characters of base64. */
const MAX_IMAGE_CHARACTERS = 180_000;
const MINUTE_MS = 60_000;

function checkKey({ key, settings }: Exchange): Reply | undefined {
  if (key === undefined) return NVIDIA_ERRORS['key-missing'];
  if (!key.startsWith('nvapi-')) return NVIDIA_ERRORS['key-malformed'];
  const isRight = settings.apiKey === undefined || key === settings.apiKey;
  return isRight ? undefined : NVIDIA_ERRORS.forbidden;
}

function checkModel({ body }: Exchange): Reply | undefined {
  const model = readModel(body);
  if (NVIDIA_CHAT_MODELS.includes(model)) return undefined;
  const isListed = nvidiaModelRows().some(({ id }) => id === model);
  return NVIDIA_ERRORS[isListed ? 'inference-error' : 'wrong-path'];
}

function checkSize({ rawBody }: Exchange): Reply | undefined {
  return Buffer.byteLength(rawBody) > MAX_BODY_BYTES ? NVIDIA_ERRORS['too-large'] : undefined;
}

/** Counts requests a minute and key; says nothing of when to come back. */
function createRateCheck(): (exchange: Exchange) => Reply | undefined {
  const times = new Map<string, number[]>();
  return ({ key = '', settings }) => {
    const now = performance.now();
    const recent = (times.get(key) ?? []).filter((time) => now - time < MINUTE_MS);
    times.set(key, [...recent, now]);
    const isOver = settings.requestsPerMinute > 0 && recent.length >= settings.requestsPerMinute;
    return isOver ? NVIDIA_ERRORS.rate : undefined;
  };
}

const answerNormally: Handler = async (exchange) =>
  sendAnswer(exchange, await planAnswer(exchange));

/** Some models hang when asked for token counts. */
const hangOnUsage: Handler = (exchange) =>
  exchange.body.stream_options === undefined ? answerNormally(exchange) : hang(exchange.signal);
const refuseUsage: Handler = (exchange) =>
  exchange.body.stream_options === undefined
    ? answerNormally(exchange)
    : sendReply(exchange, NVIDIA_ERRORS['usage-refused']);

/** Refuses pictures over the inline limit of older references. */
const limitImages =
  (refusal: Reply): Handler =>
  (exchange) => {
    const urls = readMessages(exchange.body).flatMap(({ imageUrls }) => imageUrls);
    const characters = urls.reduce((sum, url) => sum + url.length - url.indexOf(',') - 1, 0);
    if (characters <= MAX_IMAGE_CHARACTERS) return answerNormally(exchange);
    return sendReply(exchange, refusal);
  };

const ignoreAssets: Handler = async (exchange) => {
  const text = 'I cannot open the link you sent: the address is not public.';
  const pieces = [{ type: 'text', text } as const];
  const plan = { pieces, finishReason: 'stop', promptTokens: 20 };
  await sendAnswer(exchange, plan);
};

const listModels: Handler = (exchange) =>
  sendReply(exchange, { status: 200, json: { object: 'list', data: nvidiaModelRows() } });

/** NVIDIA's hosted endpoint: vLLM behind a gateway with rules and errors of its own. */
export function createNvidiaProfile(): Profile {
  const assets = createAssetStore();
  const polling = createPolling();
  const checkRate = createRateCheck();
  return {
    name: 'nvidia',
    shape: { firstContent: '', reasoningFields: ['reasoning_content'] },
    models: NVIDIA_CHAT_MODELS,
    stopsOnDisconnect: false,
    check: async (exchange) =>
      checkKey(exchange) ??
      checkSize(exchange) ??
      checkRate(exchange) ??
      checkModel(exchange) ??
      assets.check(exchange) ??
      checkImageCount(exchange) ??
      checkMessages(exchange, VLLM_012) ??
      (await checkPictures(exchange)) ??
      (await checkLength(exchange, VLLM_NEW)) ??
      null,
    toUsage: (plan) => ({ ...countUsage(plan) }),
    toCompletion: (exchange, plan) =>
      wholeAnswer(
        exchange,
        plan,
        { reasoning_content: null, tool_calls: [] },
        { prompt_logprobs: null },
      ),
    scenarios: {
      ...replyWithEach(NVIDIA_ERRORS),
      ...polling.scenarios,
      'usage-hangs': hangOnUsage,
      'usage-refused': refuseUsage,
      'image-limit': limitImages(NVIDIA_ERRORS['image-limit-413']),
      'image-limit-400': limitImages(NVIDIA_ERRORS['image-limit-text']),
      'assets-ignored': ignoreAssets,
    },
    unknownRoute: { status: 404, text: '404 page not found\n' },
    routes: { 'GET /v1/models': listModels, ...assets.routes, ...polling.routes },
  };
}
