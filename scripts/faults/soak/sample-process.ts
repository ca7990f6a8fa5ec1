import { countHandles, residentMegabytes } from '../../load/process-usage';
import { median, slopeOf } from '../../load/statistics';

const INTERVAL_MS = 5_000;
/** This part of the time memory may grow: caches fill, code is compiled. */
const WARM_UP = 0.4;

export type Sample = {
  readonly minutes: number;
  readonly megabytes: number;
  readonly handles: number;
};

/** Looks at a process every five seconds; returns how to end that and get what was seen. */
export function sampleProcess(id: number): () => Sample[] {
  const samples: Sample[] = [];
  const startedAt = performance.now();
  const timer = setInterval(() => {
    const minutes = (performance.now() - startedAt) / 60_000;
    samples.push({ minutes, megabytes: residentMegabytes(id), handles: countHandles(id) });
  }, INTERVAL_MS);
  return () => {
    clearInterval(timer);
    return samples;
  };
}

/** Growth after the warm-up: memory by least squares, handles from its first third to its last. */
export function growthOf(samples: readonly Sample[]) {
  const warm = samples.slice(Math.floor(samples.length * WARM_UP));
  const third = Math.ceil(warm.length / 3);
  const handles = (part: readonly Sample[]) => median(part.map((sample) => sample.handles));
  return {
    megabytesPerMinute: slopeOf(
      warm.map(({ minutes, megabytes }) => ({ x: minutes, y: megabytes })),
    ),
    handlesBefore: handles(warm.slice(0, third)),
    handlesAfter: handles(warm.slice(-third)),
    peakMegabytes: Math.max(...samples.map(({ megabytes }) => megabytes)),
  };
}
