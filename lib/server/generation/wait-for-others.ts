import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '@/lib/domain/errors/app-error';
import type { GenerationId } from '@/lib/domain/ids';
import type { Actor } from '../actor';
import type { RunDependencies } from './dependencies';
import { DEAD_AFTER_MS } from './pulse';

/** Milliseconds between two looks at what other processes do. */
const LOOK_INTERVAL_MS = 250;

type Dependencies = Pick<RunDependencies, 'generationStore'>;

/** Waits until the answers before one in its conversation have ended, or it is aborted itself. */
export async function untilNoneIsEarlier(
  { generationStore }: Dependencies,
  id: GenerationId,
  signal: AbortSignal,
): Promise<void> {
  const mustWait = async () => {
    try {
      return await generationStore.hasEarlier(id);
    } catch (error) {
      // A store that is away for a while is asked again: the question is in it.
      if (error instanceof AppError && error.code === 'store-unavailable') return true;
      throw error;
    }
  };
  while (!signal.aborted && (await mustWait())) await wait(LOOK_INTERVAL_MS);
}

/** Waits until nothing of an actor runs at any process; a dead one is not waited for longer than it counts. */
export async function untilNoneRuns(
  { generationStore }: Dependencies,
  actor: Actor,
): Promise<void> {
  const deadline = performance.now() + 2 * DEAD_AFTER_MS;
  while (performance.now() < deadline && (await generationStore.isAnyRunning(actor))) {
    await wait(LOOK_INTERVAL_MS);
  }
}
