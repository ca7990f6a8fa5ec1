import type { ChunkShape, WireUsage } from '@/lib/server/provider/demo/chunk-writer';
import type { Exchange, Fields, Reply } from './exchange';
import type { AnswerPlan } from './plan-answer';

/** Deals with one request. */
export type Handler = (exchange: Exchange) => Promise<void> | void;

/** One kind of server, with what it remembers while it runs. */
export type Profile = {
  readonly name: 'nvidia' | 'vllmNew' | 'llama';
  readonly shape: ChunkShape;
  /** Names the model answers to; `null` answers to any. */
  readonly models: readonly string[] | null;
  /** Whether the work ends when the client goes away. */
  readonly stopsOnDisconnect: boolean;
  /** Refuses what this server refuses; `null` lets the request through. */
  check(exchange: Exchange): Promise<Reply | null> | Reply | null;
  /** Tokens of a prompt that its template adds to what was sent. */
  promptOverhead?(body: Fields): number;
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
