import 'client-only';
import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';

type Loaded<Value> = {
  /** What came last; kept while it is loaded anew. */
  readonly value: Value | null;
  readonly error: AppError | null;
  readonly isLoading: boolean;
};

/**
 * Loads something when it is first needed and again whenever its loader changes.
 *
 * @param load - Keeps its identity while there is nothing new to load; `null` where there is nothing.
 */
export function useLoaded<Value>(load: ((signal: AbortSignal) => Promise<Value>) | null) {
  const [loaded, setLoaded] = useState<Loaded<Value>>({
    value: null,
    error: null,
    isLoading: load !== null,
  });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round loads again.
  useEffect(() => {
    if (!load) return;
    const controller = new AbortController();
    const { signal } = controller;
    setLoaded((before) => ({ ...before, isLoading: true }));
    load(signal).then(
      (value) => signal.aborted || setLoaded({ value, error: null, isLoading: false }),
      (cause: unknown) => {
        if (signal.aborted) return;
        setLoaded((before) => ({ ...before, error: toAppError(cause), isLoading: false }));
      },
    );
    return () => controller.abort();
  }, [load, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { ...loaded, reload };
}
