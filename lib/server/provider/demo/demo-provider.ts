import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { ModelDescriptor } from '@/lib/domain/model';
import type { PromptToolCall } from '@/lib/domain/prompt/prompt';
import { DIALECTS } from '../dialects';
import { AnswerDecoder } from '../openai-compatible/answer-decoder';
import { toWireMessages, writeRequestBody } from '../openai-compatible/request-body';
import type { Provider, ProviderEvent, ProviderRequest } from '../provider';
import { parseJson } from '../read-refusal';
import { createChunkWriter } from './chunk-writer';
import { cutIntoTokens } from './cut-into-tokens';
import { answerAsDemo } from './demo-answer';
import { readChatBody } from './read-chat-body';

/** As fast as a hosted model of this family. */
const TOKENS_PER_SECOND = 60;
const FIRST_TOKEN_MS = 250;

export type DemoOptions = {
  readonly models: readonly ModelDescriptor[];
  /** Waits; rejects when the signal aborts. Replaced by tests. */
  readonly pause?: ((milliseconds: number, signal: AbortSignal) => Promise<unknown>) | undefined;
};

type Pause = NonNullable<DemoOptions['pause']>;

const realPause: Pause = (milliseconds, signal) => wait(milliseconds, undefined, { signal });

/** A call as a server streams it: whole, in one delta. */
const toCallDelta = ({ id, name, arguments: text }: PromptToolCall, index: number) => ({
  tool_calls: [{ index, id, type: 'function', function: { name, arguments: text } }],
});

function finishOf(isWhole: boolean, calls: readonly PromptToolCall[]): string {
  if (!isWhole) return 'length';
  return calls.length > 0 ? 'tool_calls' : 'stop';
}

/** The frames of an answer to a request, as they would come over the wire, in the pace of a model. */
async function* respond(requestBody: string, signal: AbortSignal, pause: Pause) {
  const body = readChatBody(parseJson(requestBody));
  if (!body) throw new Error('the demo was sent a request that is none');
  const identity = { id: 'chatcmpl-demo', model: body.model, created: 0 };
  const writer = createChunkWriter(identity, {
    firstContent: '',
    reasoningFields: ['reasoning_content'],
  });
  const { text, calls, promptTokens } = await answerAsDemo(body);
  const tokens = cutIntoTokens(text);
  const kept = tokens.slice(0, body.maxTokens);
  await pause(FIRST_TOKEN_MS, signal);
  yield writer.start();
  for (const token of kept) {
    yield writer.text(token);
    await pause(1000 / TOKENS_PER_SECOND, signal);
  }
  const isWhole = kept.length === tokens.length;
  if (isWhole) yield* calls.map((call, index) => writer.delta(toCallDelta(call, index)));
  yield writer.finish(finishOf(isWhole, calls));
  yield writer.usage({
    prompt_tokens: promptTokens,
    completion_tokens: kept.length,
    total_tokens: promptTokens + kept.length,
  });
  yield writer.done();
}

/** The demo takes every field. */
const PLAN = { dialect: DIALECTS.generic, refused: [], isStream: true };

async function writeBody(request: ProviderRequest): Promise<string> {
  const messages = await toWireMessages(request, { base64Characters: null });
  return writeRequestBody(request, messages, PLAN);
}

/**
 * Answers by a script that measures what it is sent and says so. It runs in this process and speaks
 * the wire format of a real server, so that every byte goes through the real decoder.
 */
export function createDemoProvider({ models, pause = realPause }: DemoOptions): Provider {
  async function* stream(
    request: ProviderRequest,
    signal: AbortSignal,
  ): AsyncGenerator<ProviderEvent> {
    const connection = request.model.connectionLabel;
    const decoder = new AnswerDecoder({
      connection,
      dialect: DIALECTS.generic,
      isDeclared: true,
      offeredTools: (request.prompt.tools ?? []).map(({ name }) => name),
    });
    const encoder = new TextEncoder();
    try {
      for await (const frame of respond(await writeBody(request), signal, pause)) {
        for (const event of decoder.push(encoder.encode(frame))) {
          if (signal.aborted) return;
          yield event;
        }
      }
    } catch (cause) {
      if (signal.aborted) return;
      yield { type: 'error', error: toAppError(cause) };
    }
  }
  return {
    stream,
    writeBody: async (request) => ({ body: await writeBody(request), repairs: [] }),
    listModels: () => Promise.resolve(models),
  };
}
