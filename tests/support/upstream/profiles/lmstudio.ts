import { checkJinjaMessages, templateOverhead } from '../check-jinja-messages';
import { countUsage, joinAnswer, wholeAnswer } from '../completion';
import { type Exchange, type Reply, sendReply } from '../exchange';
import { listedOf } from '../listed-models';
import { planAnswer, promptTokensOf } from '../plan-answer';
import type { Handler, Profile } from '../profile';
import { readPictures } from '../read-pictures';
import { replyWithEach } from '../scenarios/proxy-faults';
import { sendAnswer } from '../send-answer';
import { sendFrames } from '../send-frames';
import { withThinkMarkers } from '../think-markers';
import { createLoading } from '../while-loading';
import { readMessages } from '../wire-messages';
import { failWith200, LMSTUDIO_ERRORS, lmStudioError, OVERFLOW } from './lmstudio-errors';

const MODELS = ['mistralai/ministral-3-14b', 'mistralai/ministral-3-14b-reasoning'] as const;
const MODEL_WINDOW = 262_144;
/** What its engine reads. */
const READABLE_FORMATS = new Set(['jpeg', 'png', 'webp']);

async function check({ body, settings }: Exchange): Promise<Reply | null> {
  const messages = readMessages(body);
  if (messages.length === 0) return LMSTUDIO_ERRORS['text-error'];
  const fault = checkJinjaMessages(messages);
  if (fault) return lmStudioError(`Error rendering prompt with jinja template: "${fault}"`);
  const pictures = await readPictures(messages);
  if (pictures.length > 0 && !settings.hasVision) return LMSTUDIO_ERRORS['no-vision'];
  const isReadable = pictures.every(({ format }) => READABLE_FORMATS.has(format ?? ''));
  return isReadable ? null : LMSTUDIO_ERRORS['bad-image'];
}

const failByOverflow = failWith200(OVERFLOW);

const listModels: Handler = (exchange) => {
  const data = listedOf(MODELS, exchange.settings).map((id) => ({
    id,
    object: 'model',
    owned_by: 'organization_owner',
  }));
  sendReply(exchange, { status: 200, json: { object: 'list', data } });
};

/** Since 0.4: what can be loaded, and what is. */
const listNative: Handler = (exchange) => {
  const { contextWindow, hasVision } = exchange.settings;
  const models = listedOf(MODELS, exchange.settings).map((key, index) => ({
    type: 'llm',
    key,
    max_context_length: MODEL_WINDOW,
    loaded_instances: index === 0 ? [{ id: key, config: { context_length: contextWindow } }] : [],
    capabilities: { vision: hasVision, trained_for_tool_use: true },
  }));
  sendReply(exchange, { status: 200, json: { models } });
};

/** Before 0.4. */
const listOlder: Handler = (exchange) => {
  const { contextWindow, hasVision } = exchange.settings;
  const data = listedOf(MODELS, exchange.settings).map((id, index) => ({
    id,
    object: 'model',
    type: hasVision ? 'vlm' : 'llm',
    state: index === 0 ? 'loaded' : 'not-loaded',
    max_context_length: MODEL_WINDOW,
    ...(index === 0 ? { loaded_context_length: contextWindow } : {}),
  }));
  sendReply(exchange, { status: 200, json: { object: 'list', data } });
};

/** LM Studio with a GGUF of the model; it says 200 to nearly everything. */
export function createLmStudioProfile(): Profile {
  const load = createLoading();
  return {
    name: 'lmstudio',
    shape: {
      firstContent: '',
      reasoningFields: ['reasoning_content'],
      frameFields: { system_fingerprint: MODELS[0] },
    },
    models: null,
    stopsOnDisconnect: true,
    toCallId: (id) => id.replaceAll(/[a-z]/g, '3'),
    check: async (exchange) => {
      const refusal = await check(exchange);
      if (!refusal) await load(exchange);
      return refusal;
    },
    answer: async (exchange) =>
      (await promptTokensOf(exchange)) > exchange.settings.contextWindow
        ? failByOverflow(exchange)
        : sendAnswer(exchange, await planAnswer(exchange)),
    promptOverhead: (body) => templateOverhead(readMessages(body)),
    reshape: (plan, { settings }) => (settings.parsesReasoning ? plan : withThinkMarkers(plan)),
    toUsage: countUsage,
    toCompletion: (exchange, plan) => {
      const reasoning = joinAnswer(plan).reasoning;
      const message = reasoning === null ? {} : { reasoning_content: reasoning };
      return wholeAnswer(exchange, plan, { tool_calls: [], ...message }, { stats: {} });
    },
    scenarios: {
      ...replyWithEach(LMSTUDIO_ERRORS),
      overflow: failByOverflow,
      'overflow-empty': (exchange) => sendFrames(exchange, []),
    },
    unknownRoute: { status: 200, json: { error: 'Unexpected endpoint or method.' } },
    routes: {
      'GET /v1/models': listModels,
      'GET /api/v1/models': listNative,
      'GET /api/v0/models': listOlder,
    },
  };
}
