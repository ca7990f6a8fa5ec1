import { parseJson } from '@/lib/server/provider/read-refusal';
import { countUsage, joinAnswer, wholeAnswer } from '../completion';
import { wholeCall } from '../delta-form';
import { type Exchange, type Fields, isFields, type Reply, sendReply } from '../exchange';
import type { AnswerPlan } from '../plan-answer';
import type { Handler, Profile } from '../profile';
import { readPictures } from '../read-pictures';
import { replyWith, replyWithEach } from '../scenarios/proxy-faults';
import { readMessages, readModel, readTools } from '../wire-messages';
import { OLLAMA_ERRORS, ollamaError } from './ollama-errors';

const MODELS = ['ministral-3:14b', 'ministral-3:8b', 'ministral-3:3b', 'magistral:24b'] as const;
/** What a model is loaded with where nobody chose; longer prompts are cut without a word. */
const CONTEXT_WINDOW = 4096;
const MODEL_WINDOW = 262_144;
const IMAGE_URL = /^data:image\/(?:jpeg|jpg|png|webp);base64,/;
const ROLE = { role: 'assistant' };

const rawMessages = ({ messages }: Fields): readonly Fields[] =>
  Array.isArray(messages) ? messages.filter(isFields) : [];

function isMissingContent({ content, tool_calls: calls }: Fields): boolean {
  return (content === null || content === undefined) && !Array.isArray(calls);
}

function hasBadArguments(call: Fields): boolean {
  const text = isFields(call.function) ? call.function.arguments : undefined;
  return typeof text !== 'string' || !isFields(parseJson(text));
}

function checkModel({ body }: Exchange): Reply | undefined {
  const model = readModel(body);
  const isKnown = MODELS.some((name) => name === model);
  return isKnown ? undefined : ollamaError(404, 'not_found_error', `model '${model}' not found`);
}

function checkMessages({ body, settings }: Exchange): Reply | undefined {
  const messages = readMessages(body);
  if (messages.length === 0) return OLLAMA_ERRORS['no-messages'];
  const urls = messages.flatMap(({ imageUrls }) => imageUrls);
  if (!urls.every((url) => IMAGE_URL.test(url))) return OLLAMA_ERRORS['bad-image'];
  if (rawMessages(body).some(isMissingContent)) return OLLAMA_ERRORS['null-content'];
  if (messages.some(({ toolCalls }) => toolCalls.some(hasBadArguments))) {
    return OLLAMA_ERRORS['bad-arguments'];
  }
  const hasTools = readTools(body).length > 0;
  return hasTools && !settings.hasTools ? OLLAMA_ERRORS['tools-off'] : undefined;
}

async function checkPictures({ body }: Exchange): Promise<Reply | undefined> {
  const pictures = await readPictures(readMessages(body));
  const isBroken = pictures.some(({ width }) => width === 0);
  return isBroken ? ollamaError(500, 'api_error', 'Failed to load image') : undefined;
}

/** A prompt over the window loses its oldest part; only the count tells. */
function truncate(plan: AnswerPlan, { settings }: Exchange): AnswerPlan {
  return { ...plan, promptTokens: Math.min(plan.promptTokens, settings.contextWindow) };
}

const listModels: Handler = (exchange) => {
  const data = MODELS.map((id) => ({
    id,
    object: 'model',
    created: 1_764_000_000,
    owned_by: 'library',
  }));
  sendReply(exchange, { status: 200, json: { object: 'list', data } });
};

const listTags: Handler = (exchange) => {
  const models = MODELS.map((name) => ({ name, model: name, size: 9_100_000_000 }));
  sendReply(exchange, { status: 200, json: { models } });
};

/** Tells the model's own limit, not the one it is loaded with. */
const showModel: Handler = (exchange) => {
  const { settings, body } = exchange;
  if (!MODELS.some((name) => name === body.model)) {
    sendReply(exchange, { status: 404, json: { error: `model '${body.model}' not found` } });
    return;
  }
  const vision = settings.hasVision ? ['vision'] : [];
  const tools = settings.hasTools ? ['tools'] : [];
  const json = {
    capabilities: ['completion', ...vision, ...tools],
    model_info: { 'general.architecture': 'mistral3', 'mistral3.context_length': MODEL_WINDOW },
  };
  sendReply(exchange, { status: 200, json });
};

/** The models that are loaded, each with the window that it runs with. */
function createRunning() {
  const loaded = new Set<string>();
  const list: Handler = (exchange) => {
    const { contextWindow } = exchange.settings;
    const models = [...loaded].map((name) => ({ name, context_length: contextWindow }));
    sendReply(exchange, { status: 200, json: { models } });
  };
  return { load: (model: string) => void loaded.add(model), list };
}

/** Ollama's OpenAI-compatible routes. */
export function createOllamaProfile(): Profile {
  const running = createRunning();
  return {
    name: 'ollama',
    shape: {
      firstContent: '',
      reasoningFields: ['reasoning'],
      finalDelta: { ...ROLE, content: '' },
      frameFields: { system_fingerprint: 'fp_ollama' },
    },
    deltas: {
      text: (text) => ({ ...ROLE, content: text }),
      reasoning: (text) => ({ ...ROLE, content: '', reasoning: text }),
      call: (call, index) => [{ ...ROLE, content: '', ...wholeCall(call, index) }],
    },
    defaults: { contextWindow: CONTEXT_WINDOW },
    models: MODELS,
    stopsOnDisconnect: true,
    toCallId: (id) => `call_${id.slice(-8)}`,
    check: async (exchange) =>
      checkModel(exchange) ?? checkMessages(exchange) ?? (await checkPictures(exchange)) ?? null,
    reshape: (plan, exchange) => {
      running.load(readModel(exchange.body));
      return truncate(plan, exchange);
    },
    toUsage: countUsage,
    toCompletion: (exchange, plan) => {
      const { reasoning } = joinAnswer(plan);
      const fields = { system_fingerprint: 'fp_ollama' };
      return wholeAnswer(exchange, plan, reasoning === null ? {} : { reasoning }, fields);
    },
    scenarios: replyWithEach(OLLAMA_ERRORS),
    unknownRoute: OLLAMA_ERRORS['not-found'],
    routes: {
      'GET /': replyWith({ status: 200, text: 'Ollama is running' }),
      'GET /v1/models': listModels,
      'GET /api/version': replyWith({ status: 200, json: { version: '0.13.3' } }),
      'GET /api/tags': listTags,
      'POST /api/show': showModel,
      'GET /api/ps': running.list,
    },
  };
}
