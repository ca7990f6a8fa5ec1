import { once } from 'node:events';
import type { RunningApp } from '@/tests/support/start-app';

/**
 * Sends a signal and waits for the end of the process.
 *
 * @returns Seconds that took, and how it ended.
 */
export async function endApp(app: RunningApp, signal: 'SIGKILL' | 'SIGTERM') {
  const ended = once(app.process, 'exit');
  const startedAt = performance.now();
  app.process.kill(signal);
  const [code, by] = await ended;
  return { seconds: (performance.now() - startedAt) / 1000, ending: String(code ?? by) };
}
