import 'client-only';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import { type ModelList, modelListSchema } from '@/lib/protocol/models';
import { requestJson } from '../api/request-json';

export type ModelListState = ModelList & {
  /** False until the first list is here. */
  readonly isLoaded: boolean;
  /** Why the last try failed; the list before it stays. */
  readonly error: AppError | null;
};

const START: ModelListState = { models: [], unreachable: [], isLoaded: false, error: null };

/**
 * Keeps the list of models for any number of readers. Free of React: see `useModelList`.
 *
 * @param fetchModels - Asks the server.
 */
export function createModelListStore(fetchModels: () => Promise<ModelList>) {
  let state = START;
  let running: Promise<void> | null = null;
  const listeners = new Set<() => void>();

  const set = (change: Partial<ModelListState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const fail = (cause: unknown) => {
    const error = toAppError(cause);
    // The same failure again is not news: an alert is spoken once.
    if (error.code !== state.error?.code) set({ error });
  };
  const load = async () => {
    try {
      set({ ...(await fetchModels()), isLoaded: true, error: null });
    } catch (cause) {
      fail(cause);
    } finally {
      running = null;
    }
  };

  return {
    getState: () => state,
    getServerState: () => START,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Asks again; those who ask at the same time share one request. */
    refresh(): Promise<void> {
      running ??= load();
      return running;
    },
  };
}

/** The one list of this page. */
export const modelListStore = createModelListStore(() =>
  requestJson('/api/models', modelListSchema),
);
