import 'client-only';
import type { DraftStorage } from './draft-storage';

/** A browser that does not answer in this time does not keep drafts for us. */
const ANSWER_LIMIT_MS = 3_000;

const NOTHING: ReadonlyMap<string, Blob> = new Map();

const listeners = new Set<() => void>();
let isFailing = false;

/** Whether the browser refused to keep the last draft, and a way to follow that. */
export const draftStorageState = {
  isFailing: () => isFailing,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

function note(hasFailed: boolean): void {
  if (isFailing === hasFailed) return;
  isFailing = hasFailed;
  for (const listener of listeners) listener();
}

/** Loaded when the first draft is looked for. */
const database = async (): Promise<DraftStorage> =>
  (await import('./draft-database')).draftDatabase;

/** Its failure noted; a browser can also leave a question open for good. */
async function attempt<Result>(act: (storage: DraftStorage) => Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the browser’s storage is silent')), ANSWER_LIMIT_MS);
  });
  try {
    return await Promise.race([database().then(act), limit]);
  } catch (error) {
    note(true);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Drafts in this browser, and a note of whether it keeps them. */
export const browserDraftStorage: DraftStorage = {
  load: (id) => attempt((storage) => storage.load(id)),
  async save(draft, change) {
    try {
      await attempt((storage) => storage.save(draft, change));
      note(false);
    } catch (error) {
      if (change.put.size === 0) throw error;
      // Where there is no room for the pictures there may be some for the words.
      await (await database()).save(draft, { ...change, put: NOTHING });
      throw error;
    }
  },
  remove: (id) => attempt((storage) => storage.remove(id)),
  clear: () => attempt((storage) => storage.clear()),
  sweep: (before) => attempt((storage) => storage.sweep(before)),
};
