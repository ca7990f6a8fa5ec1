import { answerFrames } from '../answer-frames';
import { countUsage, joinAnswer, wholeAnswer } from '../completion';
import { wholeCall } from '../delta-form';
import { type Fields, sendReply } from '../exchange';
import { type AnswerPlan, planAnswer } from '../plan-answer';
import type { Handler, Profile } from '../profile';
import { replyWithEach } from '../scenarios/proxy-faults';
import { sendFrames } from '../send-frames';
import { checkMistral } from './mistral-check';
import { MISTRAL_ERRORS } from './mistral-errors';

const SIZES = ['14b', '8b', '3b'] as const;
const MODELS: readonly string[] = [
  ...SIZES.flatMap((size) => [`ministral-${size}-2512`, `ministral-${size}-latest`]),
  'magistral-small-2509',
];

const thinking = (text: string): Fields => ({
  type: 'thinking',
  thinking: [{ type: 'text', text }],
});

const listModels: Handler = (exchange) => {
  const { settings, key } = exchange;
  if (key === undefined || (settings.apiKey !== undefined && key !== settings.apiKey)) {
    sendReply(exchange, MISTRAL_ERRORS['key-wrong']);
    return;
  }
  const data = MODELS.map((id) => ({
    id,
    object: 'model',
    created: 1_764_000_000,
    owned_by: 'mistralai',
    capabilities: { completion_chat: true, function_calling: true, vision: true },
    max_context_length: settings.contextWindow,
  }));
  sendReply(exchange, { status: 200, json: { object: 'list', data } });
};

/** Thoughts stand as a part before the text. */
function toMessage(plan: AnswerPlan): Fields {
  const { content, reasoning } = joinAnswer(plan);
  const parts =
    reasoning === null ? content : [thinking(reasoning), { type: 'text', text: content }];
  return { content: parts, tool_calls: null };
}

const finishAs =
  (finishReason: string): Handler =>
  async (exchange) => {
    const plan = { ...(await planAnswer(exchange)), finishReason };
    await sendFrames(exchange, answerFrames(exchange, plan));
  };

/** Mistral's own API. */
export function createMistralProfile(): Profile {
  return {
    name: 'mistral',
    shape: { firstContent: '', reasoningFields: [], finalDelta: { content: '' } },
    deltas: {
      reasoning: (text) => ({ content: [thinking(text)] }),
      call: (call, index) => [{ content: '', ...wholeCall(call, index) }],
    },
    streamEnd: { usage: 'beside-finish', sendsDone: true },
    models: MODELS,
    stopsOnDisconnect: true,
    check: (exchange) => checkMistral(exchange, MODELS),
    toUsage: countUsage,
    toCompletion: (exchange, plan) => wholeAnswer(exchange, plan, toMessage(plan)),
    scenarios: {
      ...replyWithEach(MISTRAL_ERRORS),
      'finish-model-length': finishAs('model_length'),
      'finish-error': finishAs('error'),
    },
    unknownRoute: MISTRAL_ERRORS['unknown-route'],
    routes: { 'GET /v1/models': listModels },
  };
}
