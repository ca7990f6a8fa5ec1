import 'server-only';
import type { Timing } from '@/lib/domain/message';

/** Measures what an answer takes of upstream calls. */
export type Stopwatch = {
  /** The request is sent now: what came before was a wait. */
  restart(): void;
  /** What follows is no time of the server, until the returned function is called. */
  pause(): () => void;
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
  let startedAt = now() - (earlier?.totalMs ?? 0);
  let firstTokenMs = earlier?.firstTokenMs;
  let thinkingSince: number | undefined;
  let thoughtMs = earlier?.reasoningMs;

  return {
    restart() {
      startedAt = now();
    },
    pause() {
      const pausedAt = now();
      return () => {
        startedAt += now() - pausedAt;
      };
    },
    sawToken(isReasoning) {
      const time = now();
      firstTokenMs ??= Math.round(time - startedAt);
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
        totalMs: Math.round(time - startedAt),
        reasoningMs: thought === undefined ? undefined : Math.round(thought),
      };
    },
  };
}
