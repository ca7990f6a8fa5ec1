import 'server-only';
import type { RunDependencies } from './dependencies';
import type { Registry } from './registry';

/** Milliseconds between two signs of life of this process's generations. */
const BEAT_INTERVAL_MS = 2_000;
/** Where Stop does not come by itself it is asked for that often, in milliseconds. */
const FAST_BEAT_INTERVAL_MS = 500;
/** A beat that takes longer has not been heard, in milliseconds. */
const MISSED_BEAT_MS = 5_000;
/** A process that has been silent that long is taken for dead, in milliseconds. */
export const DEAD_AFTER_MS = 10_000;
/** Milliseconds between two looks for answers of dead processes. */
const SWEEP_INTERVAL_MS = 5_000;
/** Milliseconds between two deletions of logs that have been read. */
const CLEAR_INTERVAL_MS = 60_000;

type Dependencies = Pick<RunDependencies, 'generationStore' | 'signals' | 'logger'>;

/** Makes the sign of life, which also learns what is lost and what is to be stopped. */
function createBeat({ generationStore, logger }: Dependencies, registry: Registry) {
  /** Since when each beat has been heard: after an outage the living must get time to say so again. */
  let wellSince: number | null = null;
  let lastHeard = Number.NEGATIVE_INFINITY;
  return {
    async beat(): Promise<void> {
      const ids = registry.all().map(({ id }) => id);
      try {
        const { lost, stopRequested } = await generationStore.beat(ids);
        const now = performance.now();
        if (wellSince === null || now - lastHeard > MISSED_BEAT_MS) wellSince = now;
        lastHeard = now;
        for (const id of [...lost, ...stopRequested]) registry.find(id)?.stop();
      } catch (error) {
        wellSince = null;
        logger.error('beat-failed', { reason: String(error) });
      }
    },
    hasBeenWell: () =>
      wellSince !== null &&
      performance.now() - wellSince > DEAD_AFTER_MS &&
      performance.now() - lastHeard < MISSED_BEAT_MS,
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
  let isSweeping = false;

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
    if (isSweeping || !hasBeenWell()) return;
    isSweeping = true;
    try {
      const living = registry.all().map(({ id }) => id);
      const count = await generationStore.cutAbandoned(DEAD_AFTER_MS, living);
      if (count > 0) logger.warn('answers-cut', { count });
    } catch (error) {
      logger.error('sweep-failed', { reason: String(error) });
    }
    isSweeping = false;
  };
  const clear = async () => {
    try {
      await generationStore.removeOldChunks();
    } catch (error) {
      logger.error('sweep-failed', { reason: String(error) });
    }
  };
  const forget = signals.onStop((id) => registry.find(id)?.stop());
  const timers = [
    setInterval(() => void tick(), FAST_BEAT_INTERVAL_MS),
    setInterval(() => void sweep(), SWEEP_INTERVAL_MS),
    setInterval(() => void clear(), CLEAR_INTERVAL_MS),
  ];
  for (const timer of timers) timer.unref();
  return () => {
    forget();
    for (const timer of timers) clearInterval(timer);
  };
}
