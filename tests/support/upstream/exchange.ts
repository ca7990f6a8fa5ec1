import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TextCounter } from './count-tokens';
import type { Profile } from './profile';

export type Fields = Readonly<Record<string, unknown>>;

/** What a test or the command line chose for a simulator. */
export type SimulatorSettings = {
  /** 0 writes as fast as the reader reads. */
  readonly tokensPerSecond: number;
  readonly firstTokenMs: number;
  /** Where set, requests must carry it as a bearer. */
  readonly apiKey: string | undefined;
  readonly contextWindow: number;
  readonly maxImages: number;
  /** Requests a minute and key; 0 for no limit (nvidia). */
  readonly requestsPerMinute: number;
  /** Whether the model sees (llama, ollama, lmstudio). */
  readonly hasVision: boolean;
  /** Requests answered by "Loading model" before it is loaded (llama). */
  readonly loadingRequests: number;
  /** Silence before the first answer, while the model is loaded (transformers, lmstudio), in milliseconds. */
  readonly loadMs: number;
  /** Whether thoughts come under a name of their own; else with their markers, as text (vLLM, nim, lmstudio). */
  readonly parsesReasoning: boolean;
  /** Whether it was started with the flags that tools need (vLLM, llama), or its model knows tools (ollama). */
  readonly hasTools: boolean;
  /** Counts texts with the model's vocabulary, which takes a second to load; estimated where absent. */
  readonly countTexts: TextCounter | undefined;
  /** Whether it tells how much of a prompt it need not read again (vLLM with its flag, llama). */
  readonly reportsCache: boolean;
  /** Whether the Reasoning model is listed too (vLLM, transformers, lmstudio); it answers in any case. */
  readonly listsReasoning: boolean;
};

/** The answer a test wants instead of the demo's: a text, or its pieces as the server should cut it. */
export type Script = string | readonly string[];

/** One request in work. */
export type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly profile: Profile;
  readonly settings: SimulatorSettings;
  readonly script: Script | undefined;
  /** Where set, a streamed answer stops in its middle until this. */
  readonly until: Promise<void> | undefined;
  /** Below the profile's prefix, such as `/v1/chat/completions`; without a query. */
  readonly path: string;
  /** The JSON body; empty where there is none. */
  readonly body: Fields;
  readonly rawBody: string;
  /** Bearer token as sent; compared, never recorded. */
  readonly key: string | undefined;
  readonly scenario: string;
  /** Aborts when the client goes away, or the simulator closes. */
  readonly signal: AbortSignal;
  /** Counts what the "model" produced, whether or not somebody listens. */
  readonly progress: { framesSent: number; framesGenerated: number };
};

/** An answer that is no stream. */
export type Reply = {
  readonly status: number;
  readonly json?: unknown;
  readonly text?: string | undefined;
  readonly mediaType?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
};

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sends an answer that is no stream. */
export function sendReply({ response }: Exchange, reply: Reply): void {
  const isJson = reply.json !== undefined;
  const mediaType = reply.mediaType ?? (isJson ? 'application/json' : 'text/plain; charset=utf-8');
  const content = isJson ? JSON.stringify(reply.json) : (reply.text ?? '');
  response.writeHead(reply.status, {
    ...(content === '' ? {} : { 'content-type': mediaType }),
    'content-length': Buffer.byteLength(content),
    ...reply.headers,
  });
  response.end(content);
}
