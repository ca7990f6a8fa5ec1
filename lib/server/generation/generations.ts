import 'server-only';
import type { ConversationId, GenerationId, MessageId } from '@/lib/domain/ids';
import type { Actor } from '../actor';
import { createChunkLog } from './chunk-log';
import type { GenerationDependencies } from './dependencies';
import type { Generation } from './generation';
import type { Run } from './run';
import { runGeneration } from './run-generation';
import { createAnswerWriter, writeInitialParts } from './write-answer';

/** Running generations are given that long to end by themselves when the process stops. */
const DRAIN_MS = 25_000;

type Start = Omit<Run, 'writer' | 'signal'>;

/** The generations of this process. */
export interface Generations {
  /** Starts one for a stored turn; behind those of the same conversation that still run. */
  start(start: Start): Generation;
  /** One of a conversation that still runs, if it belongs to the actor: the newest, or the named one. */
  running(actor: Actor, conversationId: ConversationId, id?: GenerationId): Generation | null;
  /** The answers of a conversation that are being written or wait for their turn. */
  runningMessages(actor: Actor, conversationId: ConversationId): ReadonlySet<MessageId>;
  /** Ends all of a conversation. */
  stop(actor: Actor, conversationId: ConversationId): boolean;
  /** Ends all of a person, and waits for it. */
  stopAll(actor: Actor): Promise<void>;
  /** Lets them end for a while, cuts the rest, and waits until all are stored. */
  drain(): Promise<void>;
  /** False once the process is ending: nothing new is taken then. */
  isAccepting(): boolean;
}

function announce(run: Run): void {
  const { conversationId, generationId, answer } = run.turn;
  const { parentId, createdAt, call } = answer;
  const status = 'streaming' as const;
  run.writer.write({
    type: 'start',
    messageId: answer.id,
    messageMetadata: { conversationId, generationId, parentId, createdAt, call, status },
  });
  writeInitialParts(run.writer, answer.parts);
}

function createGeneration(
  start: Start,
  dependencies: GenerationDependencies,
  previous: Promise<void>,
): Generation {
  const { actor, turn } = start;
  const log = createChunkLog(turn.generationId);
  const writer = createAnswerWriter(log);
  const controller = new AbortController();
  const run: Run = { ...start, writer, signal: controller.signal };
  announce(run);
  const ended = previous
    .then(() => runGeneration(run, dependencies))
    .catch((error: unknown) => {
      // Only the store can fail here. The answer's stored state stays as it was last saved.
      dependencies.logger.error('generation-lost', {
        requestId: start.requestId,
        reason: String(error),
      });
      writer.write({ type: 'error', errorText: 'store-unavailable', requestId: start.requestId });
    })
    .finally(() => log.end());
  return {
    id: turn.generationId,
    actor,
    conversationId: turn.conversationId,
    messageId: turn.answer.id,
    log,
    stop: () => controller.abort('stopped'),
    cut: () => controller.abort('cut'),
    ended,
  };
}

/** Makes the registry of running generations. */
export function createGenerations(dependencies: GenerationDependencies): Generations {
  const byConversation = new Map<ConversationId, Generation[]>();
  let isAccepting = true;

  const all = () => [...byConversation.values()].flat();
  const ofActor = (actor: Actor, id: ConversationId) =>
    (byConversation.get(id) ?? []).filter(({ actor: owner }) => owner.userId === actor.userId);

  const forget = (generation: Generation) => {
    const { conversationId } = generation;
    const rest = (byConversation.get(conversationId) ?? []).filter((each) => each !== generation);
    if (rest.length > 0) byConversation.set(conversationId, rest);
    else byConversation.delete(conversationId);
  };

  return {
    start(start) {
      const { conversationId } = start.turn;
      const before = byConversation.get(conversationId) ?? [];
      const previous = before.at(-1)?.ended ?? Promise.resolve();
      const generation = createGeneration(start, dependencies, previous);
      byConversation.set(conversationId, [...before, generation]);
      void generation.ended.then(() => forget(generation));
      return generation;
    },
    running: (actor, conversationId, id) =>
      ofActor(actor, conversationId).findLast((each) => id === undefined || each.id === id) ?? null,
    runningMessages: (actor, conversationId) =>
      new Set(ofActor(actor, conversationId).map(({ messageId }) => messageId)),
    stop(actor, conversationId) {
      const running = ofActor(actor, conversationId);
      for (const generation of running) generation.stop();
      return running.length > 0;
    },
    async stopAll(actor) {
      const own = all().filter((generation) => generation.actor.userId === actor.userId);
      for (const generation of own) generation.stop();
      await Promise.all(own.map((generation) => generation.ended));
    },
    async drain() {
      isAccepting = false;
      const timer = setTimeout(() => {
        for (const generation of all()) generation.cut();
      }, DRAIN_MS);
      while (byConversation.size > 0) await Promise.all(all().map(({ ended }) => ended));
      clearTimeout(timer);
    },
    isAccepting: () => isAccepting,
  };
}
