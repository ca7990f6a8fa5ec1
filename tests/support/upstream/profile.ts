import type { ChunkShape, WireUsage } from '@/lib/server/provider/demo/chunk-writer';
import type { DeltaForm } from './delta-form';
import type { Exchange, Fields, Reply, SimulatorSettings } from './exchange';
import type { AnswerPlan } from './plan-answer';
import type { PrefixCache } from './prefix-cache';

/** Deals with one request. */
export type Handler = (exchange: Exchange) => Promise<void> | void;

/** The servers that can be simulated. */
export type ProfileName =
  | 'nvidia'
  | 'nim'
  | 'vllm012'
  | 'vllmNew'
  | 'vllmHf'
  | 'transformers'
  | 'llama'
  | 'ollama'
  | 'lmstudio'
  | 'mistral';

/** How a stream ends, as data. */
export type StreamEnd = {
  /** Whether token counts come in a frame of their own, when asked for, or always beside the finish reason. */
  readonly usage: 'own-frame' | 'beside-finish';
  readonly sendsDone: boolean;
};

/** One kind of server, with what it remembers while it runs. */
export type Profile = {
  readonly name: ProfileName;
  readonly shape: ChunkShape;
  /** How its deltas differ from the common ones. */
  readonly deltas?: Partial<DeltaForm>;
  readonly streamEnd?: StreamEnd;
  /** What holds where a test chose nothing. */
  readonly defaults?: Partial<SimulatorSettings>;
  /** Names the model answers to; `null` answers to any. */
  readonly models: readonly string[] | null;
  /** Whether the work ends when the client goes away. */
  readonly stopsOnDisconnect: boolean;
  /** The longest answer in tokens where a request names none. */
  readonly defaultMaxTokens?: number;
  /** Finish reason of an answer whose tool the request named. */
  readonly namedChoiceFinish?: string;
  /** The schema a request wants its answer in; by `response_format` where absent. */
  readonly schemaOf?: (body: Fields) => unknown;
  /** The id of a tool call in this server's form, from nine letters and digits. */
  readonly toCallId?: (id: string) => string;
  /** Refuses what this server refuses; `null` lets the request through. */
  check(exchange: Exchange): Promise<Reply | null> | Reply | null;
  /** Answers a request that was let through, where that is not always an answer. */
  answer?(exchange: Exchange): Promise<void>;
  /** Tokens of a prompt that its template adds to what was sent. */
  promptOverhead?(body: Fields): number;
  /** Tokens of a prompt that it need not read again. */
  readonly countCached?: PrefixCache;
  /** What this server makes of an answer before it writes it, such as markers in place of reasoning. */
  reshape?(plan: AnswerPlan, exchange: Exchange): AnswerPlan;
  /** Fields beside the choices of the last frame and of whole answers. */
  finalFields?(plan: AnswerPlan): Fields;
  /** Usage in this server's form. */
  toUsage(plan: AnswerPlan): WireUsage;
  /** An answer in one piece. */
  toCompletion(exchange: Exchange, plan: AnswerPlan): Fields;
  /** Faults and oddities by name. */
  readonly scenarios: Readonly<Record<string, Handler>>;
  /** What is answered at a path that does not exist. */
  readonly unknownRoute: Reply;
  /** Routes beside chat, by `METHOD /path`; a path may end in `*`. */
  readonly routes: Readonly<Record<string, Handler>>;
};
