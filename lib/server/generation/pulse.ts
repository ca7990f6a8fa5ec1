import 'server-only';
import type { RunDependencies } from './dependencies';
import type { Registry } from './registry';

/** Milliseconds between two signs of life of this process's generations. */
const BEAT_INTERVAL_MS = 2_000;
/** Where Stop does not come by itself it is asked for that often, in milliseconds. */
const FAST_BEAT_INTERVAL_MS = 500;
/** A process that has been silent that long is taken for dead, in milliseconds. */
export const DEAD_AFTER_MS = 10_000;
/** Milliseconds between two looks for answers of dead processes. */
const SWEEP_INTERVAL_MS = 5_000;

type Dependencies = Pick<RunDependencies, 'generationStore' | 'signals' | 'logger'>;

/** Makes the sign of life, which also learns what is lost and what is to be stopped. */
function createBeat({ generationStore, logger }: Dependencies, registry: Registry) {
  /** When the store last failed: who could not say that it lives must not be taken for dead at once. */
  let failedAt = Number.NEGATIVE_INFINITY;
  return {
    async beat(): Promise<void> {
      const ids = registry.all().map(({ id }) => id);
      try {
        const { lost, stopRequested } = await generationStore.beat(ids);
        for (const id of [...lost, ...stopRequested]) registry.find(id)?.stop();
      } catch (error) {
        failedAt = performance.now();
        logger.error('beat-failed', { reason: String(error) });
      }
    },
    hasBeenWell: () => performance.now() - failedAt > DEAD_AFTER_MS,
  };
}

/**
 * Keeps a process's generations alive in a store that it may share, and ends those of processes that
 * died. Without it a running answer would be taken over by nobody and stopped by nobody.
 *
 * @returns How to end it.
 */
export function startPulse(dependencies: Dependencies, registry: Registry): () => void {
  const { generationStore, signals, logger } = dependencies;
  const { beat, hasBeenWell } = createBeat(dependencies, registry);
  let lastBeat = 0;
  let isBusy = false;

  const tick = async () => {
    const now = performance.now();
    const interval = signals.isListening() ? BEAT_INTERVAL_MS : FAST_BEAT_INTERVAL_MS;
    if (isBusy || now - lastBeat < interval) return;
    isBusy = true;
    lastBeat = now;
    await beat();
    isBusy = false;
  };
  const sweep = async () => {
    if (!hasBeenWell()) return;
    try {
      const count = await generationStore.cutAbandoned(DEAD_AFTER_MS);
      if (count > 0) logger.warn('answers-cut', { count });
      await generationStore.removeOldChunks();
    } catch (error) {
      logger.error('sweep-failed', { reason: String(error) });
    }
  };
  const forget = signals.onStop((id) => registry.find(id)?.stop());
  const timers = [
    setInterval(() => void tick(), FAST_BEAT_INTERVAL_MS),
    setInterval(() => void sweep(), SWEEP_INTERVAL_MS),
  ];
  for (const timer of timers) timer.unref();
  return () => {
    forget();
    for (const timer of timers) clearInterval(timer);
  };
}
