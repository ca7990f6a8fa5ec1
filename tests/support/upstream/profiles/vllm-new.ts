import { toFrame } from '@/lib/server/provider/demo/chunk-writer';
import { answerFrames } from '../answer-frames';
import { countUsage, joinAnswer, wholeAnswer } from '../completion';
import { countPromptTokens } from '../count-tokens';
import { type Exchange, sendReply } from '../exchange';
import { planAnswer } from '../plan-answer';
import type { Handler, Profile } from '../profile';
import { replyWith } from '../scenarios/proxy-faults';
import { TOOL_SCENARIOS } from '../scenarios/tool-scenarios';
import { sendFrames } from '../send-frames';
import { checkVllm } from './vllm-check';
import { VLLM_ERRORS } from './vllm-errors';

const MODEL = 'mistralai/Ministral-3-14B-Instruct-2512';

function listModels(exchange: Exchange): void {
  const { settings, key } = exchange;
  if (settings.apiKey !== undefined && key !== settings.apiKey) {
    sendReply(exchange, { status: 401, json: { error: 'Unauthorized' } });
    return;
  }
  const row = {
    id: MODEL,
    object: 'model',
    created: 1_764_000_000,
    owned_by: 'vllm',
    root: MODEL,
    parent: null,
    max_model_len: settings.contextWindow,
    permission: [{ id: 'modelperm-simulated', object: 'model_permission' }],
  };
  sendReply(exchange, { status: 200, json: { object: 'list', data: [row] } });
}

/** Lives at the root and stays open beside a key, like `/health` and `/metrics`. */
async function tokenize(exchange: Exchange): Promise<void> {
  const { body, settings } = exchange;
  const messages = body.messages ?? [{ role: 'user', content: body.prompt }];
  const count = await countPromptTokens({ ...body, messages });
  const tokens = Array.from({ length: count }, (_, index) => index + 1);
  const json = { count, max_model_len: settings.contextWindow, tokens, token_strs: null };
  sendReply(exchange, { status: 200, json });
}

const finishAs =
  (finishReason: string): Handler =>
  async (exchange) => {
    const plan = { ...(await planAnswer(exchange)), finishReason };
    await sendFrames(exchange, answerFrames(exchange, plan));
  };

/** An error after the stream began: a frame, then `[DONE]`, all with status 200. */
const failMidStream: Handler = async (exchange) => {
  const frames = answerFrames(exchange, await planAnswer(exchange)).slice(0, 3);
  const error = VLLM_ERRORS['engine-dead']?.json;
  await sendFrames(exchange, [...frames, toFrame(error), 'data: [DONE]\n\n']);
};

const staticErrors = Object.fromEntries(
  Object.entries(VLLM_ERRORS).map(([name, reply]) => [name, replyWith(reply)]),
);

/** vLLM after 0.16 with the Mistral tokenizer: reasoning under `reasoning` only. */
export function createVllmNewProfile(): Profile {
  return {
    name: 'vllmNew',
    shape: {
      firstContent: '',
      reasoningFields: ['reasoning'],
      frameFields: { system_fingerprint: 'vllm-simulated' },
    },
    models: [MODEL],
    stopsOnDisconnect: true,
    check: checkVllm,
    toUsage: countUsage,
    toCompletion: (exchange, plan) =>
      wholeAnswer(exchange, plan, {
        refusal: null,
        annotations: null,
        audio: null,
        function_call: null,
        tool_calls: [],
        reasoning: joinAnswer(plan).reasoning,
      }),
    scenarios: {
      ...staticErrors,
      ...TOOL_SCENARIOS,
      'finish-abort': finishAs('abort'),
      'error-mid-vllm': failMidStream,
    },
    unknownRoute: { status: 404, json: { detail: 'Not Found' } },
    routes: {
      'GET /v1/models': listModels,
      'GET /health': replyWith({ status: 200, text: '' }),
      'GET /version': replyWith({ status: 200, json: { version: '0.17.0' } }),
      'GET /metrics': replyWith({ status: 200, text: 'vllm:num_requests_running 0\n' }),
      'POST /tokenize': tokenize,
    },
  };
}
