import 'client-only';
import { useCallback, useSyncExternalStore } from 'react';

const PREFIX = 'tenlens.';
const listeners = new Set<() => void>();

function notify(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    // Storage can be switched off in a browser; a preference is then not kept.
    return null;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // As above.
  }
  notify();
}

/**
 * A choice that this browser remembers.
 *
 * @returns The value, `null` while none was chosen or the page is rendered on the server, and its setter.
 */
export function usePreference(name: string): [string | null, (value: string) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => read(name),
    () => null,
  );
  const set = useCallback((next: string) => write(name, next), [name]);
  return [value, set];
}
