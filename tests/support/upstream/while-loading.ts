import type { Exchange } from './exchange';
import { pause } from './send-frames';

/** Waits once, as a server does that loads its model with the first request. */
export function createLoading(): (exchange: Exchange) => Promise<void> {
  let isLoaded = false;
  return async ({ settings, signal }) => {
    if (isLoaded) return;
    isLoaded = true;
    await pause(settings.loadMs, signal);
  };
}
