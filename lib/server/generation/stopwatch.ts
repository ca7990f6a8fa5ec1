import 'server-only';
import type { Timing } from '@/lib/domain/message';

/** Measures what an answer takes of upstream calls, all of them together. */
export type Stopwatch = {
  /** A request is sent now: what came since the one before was a wait. */
  restart(): void;
  /** What was asked for is here: until the next request nothing is measured. */
  lap(): void;
  /**
   * The model wrote something.
   *
   * @returns Whether it has just ended to think.
   */
  sawToken(isReasoning: boolean): boolean;
  /** What was measured so far. */
  timing(): Timing;
};

/**
 * @param earlier - What was measured of the answer before, where it is gone on with.
 * @param now - Milliseconds, by a clock that never goes back.
 */
export function createStopwatch(
  earlier?: Timing | undefined,
  now: () => number = () => performance.now(),
): Stopwatch {
  let measured = earlier?.totalMs ?? 0;
  let startedAt: number | null = null;
  let firstTokenMs = earlier?.firstTokenMs;
  let thinkingSince: number | undefined;
  let thoughtMs = earlier?.reasoningMs;
  const total = (time: number) => measured + (startedAt === null ? 0 : time - startedAt);

  return {
    restart() {
      startedAt = now();
    },
    lap() {
      measured = total(now());
      startedAt = null;
    },
    sawToken(isReasoning) {
      const time = now();
      firstTokenMs ??= Math.round(total(time));
      if (isReasoning) thinkingSince ??= time;
      if (isReasoning || thinkingSince === undefined) return false;
      thoughtMs = (thoughtMs ?? 0) + time - thinkingSince;
      thinkingSince = undefined;
      return true;
    },
    timing() {
      const time = now();
      const current = thinkingSince === undefined ? undefined : time - thinkingSince;
      const thought =
        current === undefined && thoughtMs === undefined
          ? undefined
          : (thoughtMs ?? 0) + (current ?? 0);
      return {
        firstTokenMs,
        totalMs: Math.round(total(time)),
        reasoningMs: thought === undefined ? undefined : Math.round(thought),
      };
    },
  };
}
