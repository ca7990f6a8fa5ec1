import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import type { StreamTimeouts } from '../dialects';

/** Watches one upstream request and ends it when the server falls silent, or when somebody stops it. */
export type Watchdog = {
  /** Aborts with an AppError on silence, or with the outer signal's reason. */
  readonly signal: AbortSignal;
  /** Does not count a wait of our own, before the server is asked. */
  pauseWhile(wait: Promise<void>): Promise<void>;
  /** A byte of the answer came. */
  sawLife(): void;
  /** The finish reason came: not much may follow. */
  expectEnd(): void;
  /** Stops watching. The request goes on. */
  end(): void;
  /** Closes the connection now. */
  close(): void;
};

/** Starts to watch. The caller must call `end` or `close`, or a timer stays. */
export function createWatchdog(
  outer: AbortSignal,
  timeouts: StreamTimeouts,
  connection: string,
): Watchdog {
  const controller = new AbortController();
  const abort = (reason: unknown) => controller.abort(reason);
  const stop = () => abort(outer.reason);
  const watch = (code: 'upstream-timeout' | 'upstream-stalled', milliseconds: number) =>
    setTimeout(() => abort(new AppError(code, { connection })), milliseconds);
  let timer = watch('upstream-timeout', timeouts.firstByteMs);
  let phase: 'first-byte' | 'answer' | 'finishing' = 'first-byte';

  function enter(next: typeof phase, milliseconds: number): void {
    phase = next;
    clearTimeout(timer);
    timer = watch('upstream-stalled', milliseconds);
  }
  function end(): void {
    clearTimeout(timer);
    outer.removeEventListener('abort', stop);
  }

  outer.addEventListener('abort', stop, { once: true });
  if (outer.aborted) stop();
  return {
    signal: controller.signal,
    async pauseWhile(wait) {
      clearTimeout(timer);
      await wait;
      if (!controller.signal.aborted) timer = watch('upstream-timeout', timeouts.firstByteMs);
    },
    sawLife() {
      if (phase === 'first-byte') enter('answer', timeouts.idleMs);
      else if (phase === 'answer') timer.refresh();
    },
    expectEnd() {
      if (phase !== 'finishing') enter('finishing', timeouts.afterFinishMs);
    },
    end,
    close() {
      end();
      abort(new DOMException('closed', 'AbortError'));
    },
  };
}
