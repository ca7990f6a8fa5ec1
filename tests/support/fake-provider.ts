import type { AppError } from '@/lib/domain/errors/app-error';
import type { Repair } from '@/lib/domain/generation/repair';
import type { FinishReason, Usage } from '@/lib/domain/message';
import type { ModelDescriptor } from '@/lib/domain/model';
import type { PromptToolCall } from '@/lib/domain/prompt/prompt';
import type { Connections } from '@/lib/server/connections/connections';
import { DIALECTS } from '@/lib/server/provider/dialects';
import {
  toWireMessages,
  writeRequestBody,
} from '@/lib/server/provider/openai-compatible/request-body';
import type {
  Provider,
  ProviderEvent,
  ProviderRequest,
  WrittenBody,
} from '@/lib/server/provider/provider';
import { modelOf } from './messages';

const NO_LIMIT = { base64Characters: null };
const PLAN = { dialect: DIALECTS.generic, refused: [], isStream: true };

/** One call of the upstream, answered by the test word by word. */
export class FakeCall {
  readonly request: ProviderRequest;
  readonly signal: AbortSignal;
  readonly #events: ProviderEvent[] = [];
  #isOver = false;
  #wake = () => {};

  constructor(request: ProviderRequest, signal: AbortSignal) {
    this.request = request;
    this.signal = signal;
    signal.addEventListener('abort', () => this.#wake());
  }

  #add(event: ProviderEvent): this {
    if (this.#isOver) throw new Error('the script goes on after its end');
    this.#isOver = event.type === 'finish' || event.type === 'error';
    this.#events.push(event);
    this.#wake();
    return this;
  }

  say(...texts: string[]): this {
    for (const text of texts) this.#add({ type: 'text-delta', text });
    return this;
  }

  think(text: string): this {
    return this.#add({ type: 'reasoning-delta', text });
  }

  callTool(call: PromptToolCall): this {
    return this.#add({ type: 'tool-call', call });
  }

  repair(repair: Repair): this {
    return this.#add({ type: 'repair', repair });
  }

  damage(): this {
    return this.#add({ type: 'damaged' });
  }

  finish(finishReason: FinishReason = 'stop', usage?: Usage): this {
    return this.#add({ type: 'finish', finishReason, usage });
  }

  fail(error: AppError): this {
    return this.#add({ type: 'error', error });
  }

  /** Ends it in whatever way is left. */
  end(): void {
    if (!this.#isOver) this.finish();
  }

  /** As a provider does: what was said comes, an abort ends it at once. */
  async *events(): AsyncGenerator<ProviderEvent> {
    while (!this.signal.aborted) {
      const event = this.#events.shift();
      if (event) yield event;
      if (event?.type === 'finish' || event?.type === 'error') return;
      if (this.#events.length > 0 || this.signal.aborted) continue;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

/** A provider whose answers the test writes, and the connections that offer it alone. */
export class FakeProvider implements Provider {
  readonly models: readonly ModelDescriptor[];
  readonly calls: FakeCall[] = [];
  #taken = 0;
  #isEnding = false;
  #wake = () => {};

  constructor(models: readonly ModelDescriptor[] = [modelOf()]) {
    this.models = models;
  }

  stream(request: ProviderRequest, signal: AbortSignal): AsyncIterable<ProviderEvent> {
    const call = new FakeCall(request, signal);
    this.calls.push(call);
    if (this.#isEnding) call.end();
    this.#wake();
    return call.events();
  }

  async writeBody(request: ProviderRequest): Promise<WrittenBody> {
    const messages = await toWireMessages(request, NO_LIMIT);
    return { body: writeRequestBody(request, messages, PLAN), repairs: [] };
  }

  async listModels(): Promise<readonly ModelDescriptor[]> {
    return this.models;
  }

  /** Waits for the next call that the test has not seen yet. */
  async nextCall(): Promise<FakeCall> {
    for (;;) {
      const call = this.calls[this.#taken];
      if (call) {
        this.#taken += 1;
        return call;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Ends every call, those to come too. */
  endAll(): void {
    this.#isEnding = true;
    for (const call of this.calls) call.end();
  }

  connections(): Connections {
    const { models } = this;
    return {
      list: () => [{ id: 'fake', label: 'Fake', isDemo: false, maxImageBase64Characters: null }],
      provider: (connectionId) => (connectionId === 'fake' ? this : null),
      endpoint: () => null,
      listModels: async () => ({ models, unreachable: [] }),
      findModel: async (modelId) => models.find(({ id }) => id === modelId) ?? null,
      describe: () => 'a fake',
      probeLocal: async () => {},
    };
  }
}
