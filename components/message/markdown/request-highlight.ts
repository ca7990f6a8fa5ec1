import type { CodeToken, HighlightAnswer, HighlightRequest } from './highlight-protocol';

/** Longer code is not coloured, in UTF-16 code units: thousands of elements would slow the page. */
const MAX_HIGHLIGHT_CHARACTERS = 20_000;

/** A grammar that takes longer than this on some code is stopped with its worker, in milliseconds. */
const TIMEOUT_MILLISECONDS = 5000;

type Waiting = { readonly resolve: (tokens: readonly CodeToken[] | null) => void };

let worker: Worker | null = null;
let nextId = 1;
const waiting = new Map<number, Waiting>();

/**
 * Colours code in a worker, which is started with the first request.
 *
 * @returns `null` where it cannot be coloured: unknown language, too long, worker unavailable.
 */
export function requestHighlight(
  code: string,
  language: string,
): Promise<readonly CodeToken[] | null> {
  if (code.length > MAX_HIGHLIGHT_CHARACTERS) return Promise.resolve(null);
  const request: HighlightRequest = { id: nextId++, code, language: language.toLowerCase() };
  const running = worker ?? startWorker();
  return new Promise((resolve) => {
    const timer = setTimeout(stopWorker, TIMEOUT_MILLISECONDS);
    waiting.set(request.id, {
      resolve: (tokens) => {
        clearTimeout(timer);
        resolve(tokens);
      },
    });
    running.postMessage(request);
  });
}

function startWorker(): Worker {
  const started = new Worker(new URL('./highlight.worker.ts', import.meta.url), { type: 'module' });
  started.onmessage = (event: MessageEvent<HighlightAnswer>) => {
    waiting.get(event.data.id)?.resolve(event.data.tokens);
    waiting.delete(event.data.id);
  };
  started.onerror = stopWorker;
  worker = started;
  return started;
}

/** Ends the worker; what was asked of it stays uncoloured, the next request starts another. */
function stopWorker(): void {
  worker?.terminate();
  worker = null;
  for (const { resolve } of waiting.values()) resolve(null);
  waiting.clear();
}
