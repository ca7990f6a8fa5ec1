import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConversationId, GenerationId } from '@/lib/domain/ids';
import type { Actor } from '../actor';
import { createChunkCommitter } from './chunk-committer';
import { createGeneration, type Start } from './create-generation';
import { createDeltaPacer } from './delta-pacer';
import type { GenerationDependencies, RunDependencies } from './dependencies';
import { followStored } from './follow-stored';
import type { Generation, RunningAnswer } from './generation';
import { startPulse } from './pulse';
import { createRegistry, type Registry } from './registry';
import { untilNoneIsEarlier, untilNoneRuns } from './wait-for-others';

/** Running generations are given that long to end by themselves when the process stops. */
const DRAIN_MS = 25_000;
/** What is cut then has that long to be stored. */
const CUT_MS = 3_000;

/** The generations of this process, and those that others run in the same store. */
export interface Generations {
  /** Starts one for a stored turn; behind those of the same conversation that still run. */
  start(start: Start): Generation;
  /**
   * Does what ends with a start. The process does not end meanwhile.
   *
   * @throws AppError `shutting-down` when it is ending already.
   */
  whileAccepting<Result>(act: () => Promise<Result>): Promise<Result>;
  /** What runs in a conversation of the actor, wherever, oldest first. */
  running(actor: Actor, conversationId: ConversationId): Promise<readonly RunningAnswer[]>;
  /** One that this process runs. */
  local(id: GenerationId): Generation | undefined;
  /** Ends all of conversations, wherever they run; says whether there were any. */
  stop(actor: Actor, conversationIds: readonly ConversationId[]): Promise<boolean>;
  /** Ends all of a person, and waits for it. */
  stopAll(actor: Actor): Promise<void>;
  /** Lets them end for a while, cuts the rest, and waits until all are stored. */
  drain(): Promise<void>;
  /** False once the process is ending: nothing new is taken then. */
  isAccepting(): boolean;
  /** Ends what goes on in the background; the store can be closed after it. */
  close(): Promise<void>;
}

async function findRunning(
  { generationStore, signals }: RunDependencies,
  registry: Registry,
  actor: Actor,
  conversationId: ConversationId,
): Promise<readonly RunningAnswer[]> {
  if (!generationStore.isShared) return registry.of(actor, conversationId);
  const rows = await generationStore.running(actor, conversationId);
  const store = generationStore;
  return rows.map(
    ({ id, messageId }) =>
      registry.find(id) ?? {
        id,
        messageId,
        read: (after) => followStored({ store, signals }, { actor, id, after }),
      },
  );
}

async function stopAll(
  dependencies: RunDependencies,
  registry: Registry,
  actor: Actor,
): Promise<void> {
  const own = registry.all().filter((each) => each.actor.userId === actor.userId);
  for (const generation of own) generation.stop();
  await Promise.all(own.map((generation) => generation.ended));
  const { generationStore } = dependencies;
  if (!generationStore.isShared) return;
  await generationStore.requestStop(actor, null);
  await untilNoneRuns(dependencies, actor);
}

async function drain(registry: Registry, beginning: ReadonlySet<Promise<unknown>>): Promise<void> {
  const { promise: isLate, resolve } = Promise.withResolvers<void>();
  const cutAll = () => {
    for (const generation of registry.all()) generation.cut();
  };
  const timers = [setTimeout(cutAll, DRAIN_MS), setTimeout(resolve, DRAIN_MS + CUT_MS)];
  const untilEmpty = async () => {
    while (beginning.size + registry.all().length > 0) {
      await Promise.allSettled([...beginning]);
      await Promise.all(registry.all().map(({ ended }) => ended));
    }
  };
  await Promise.race([untilEmpty(), isLate]);
  for (const timer of timers) clearTimeout(timer);
}

/** Keeps a promise in a set while it is not settled. */
function track<Result>(set: Set<Promise<unknown>>, promise: Promise<Result>): Promise<Result> {
  set.add(promise);
  return promise.finally(() => set.delete(promise));
}

/** Makes the registry of running generations. */
export function createGenerations(given: GenerationDependencies): Generations {
  const { generationStore, signals, logger } = given;
  const registry = createRegistry();
  const committer = createChunkCommitter({
    store: generationStore,
    logger,
    onLost: (id) => registry.find(id)?.stop(),
  });
  const dependencies: RunDependencies = { ...given, committer, pacer: createDeltaPacer() };
  const endPulse = startPulse(dependencies, registry);
  const beginning = new Set<Promise<unknown>>();
  let isAccepting = true;

  return {
    start(start) {
      const { conversationId, generationId } = start.turn;
      const previous = registry.newest(conversationId)?.ended;
      const generation = createGeneration(start, dependencies, async (signal) => {
        await previous;
        if (generationStore.isShared) await untilNoneIsEarlier(dependencies, generationId, signal);
      });
      registry.add(generation);
      return generation;
    },
    whileAccepting: (act) => {
      if (!isAccepting) return Promise.reject(new AppError('shutting-down'));
      return track(beginning, act());
    },
    running: (actor, conversationId) => findRunning(dependencies, registry, actor, conversationId),
    local: (id) => registry.find(id),
    async stop(actor, conversationIds) {
      const local = conversationIds.flatMap((id) => registry.of(actor, id));
      for (const generation of local) generation.stop();
      if (!generationStore.isShared) return local.length > 0;
      const count = await generationStore.requestStop(actor, conversationIds);
      return local.length + count > 0;
    },
    stopAll: (actor) => stopAll(dependencies, registry, actor),
    async drain() {
      isAccepting = false;
      await drain(registry, beginning);
    },
    isAccepting: () => isAccepting,
    async close() {
      endPulse();
      await committer.flush();
      await signals.close();
    },
  };
}
