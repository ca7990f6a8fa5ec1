import 'client-only';

/** Why a part of the page is missing: the server has another version of it now, or cannot be reached. */
export type MissingPart = 'new-version' | 'unreachable';

const listeners = new Set<() => void>();
let missing: MissingPart | null = null;

async function isServerThere(): Promise<boolean> {
  try {
    return (await fetch('/livez', { cache: 'no-store' })).ok;
  } catch {
    // Not reached.
    return false;
  }
}

/** Whether a part of the page could not be loaded, for any number of readers. */
export const partState = {
  get: (): MissingPart | null => missing,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  /** A part did not come: after a deployment its file is not there any more. */
  async note(): Promise<void> {
    missing = (await isServerThere()) ? 'new-version' : 'unreachable';
    for (const listener of listeners) listener();
  },
};
