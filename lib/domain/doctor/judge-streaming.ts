/** When the frames of a streamed answer came, in milliseconds since its request was sent. */
export type Arrivals = readonly number[];

export type StreamingJudgement = {
  readonly isBuffered: boolean;
  /** Until the first frame, in milliseconds. */
  readonly firstMs: number;
  /** Frames a second after the first. */
  readonly perSecond: number;
};

/** Fewer frames say nothing. */
const FEWEST_FRAMES = 8;
/** An answer that was complete sooner may have been written that fast. */
const SHORTEST_MS = 400;
/** No model of this family writes 500 tokens a second for one reader; a buffer lets go of them at once. */
const FASTEST_GAP_MS = 2;

/**
 * Says whether something between the model and us collected a stream and let it go in one piece: a
 * long wait, then more frames at once than a model writes.
 */
export function judgeStreaming(arrivals: Arrivals): StreamingJudgement {
  const firstMs = arrivals[0] ?? 0;
  const lastMs = arrivals.at(-1) ?? 0;
  const spread = lastMs - firstMs;
  const gaps = Math.max(1, arrivals.length - 1);
  const isBuffered =
    arrivals.length >= FEWEST_FRAMES &&
    lastMs >= SHORTEST_MS &&
    spread < gaps * FASTEST_GAP_MS &&
    spread < firstMs;
  return {
    isBuffered,
    firstMs: Math.round(firstMs),
    perSecond: spread > 0 ? Math.round((gaps * 1000) / spread) : 0,
  };
}
