import 'server-only';
import type { Timing } from '@/lib/domain/message';

/** Measures one upstream call. */
export type Stopwatch = {
  /** The request is sent now: what came before was a wait. */
  restart(): void;
  /**
   * The model wrote something.
   *
   * @returns Whether it has just ended to think.
   */
  sawToken(isReasoning: boolean): boolean;
  /** What was measured so far. */
  timing(): Timing;
};

/** @param now - Milliseconds, by a clock that never goes back. */
export function createStopwatch(now: () => number = () => performance.now()): Stopwatch {
  let startedAt = now();
  let firstTokenAt: number | undefined;
  let thinkingSince: number | undefined;
  let thoughtMs: number | undefined;

  return {
    restart() {
      startedAt = now();
    },
    sawToken(isReasoning) {
      const time = now();
      firstTokenAt ??= time;
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
        firstTokenMs: firstTokenAt === undefined ? undefined : Math.round(firstTokenAt - startedAt),
        totalMs: Math.round(time - startedAt),
        reasoningMs: thought === undefined ? undefined : Math.round(thought),
      };
    },
  };
}
