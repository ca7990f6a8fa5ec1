import 'client-only';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { DraftStorage } from './draft-storage';
import { isEmptyDraft, storedDraftSchema } from './stored-draft';

interface Schema extends DBSchema {
  /** Read back by schema: another version of the app may have written it. */
  drafts: { key: string; value: { id: string } };
  pictures: {
    key: string;
    value: { id: string; draftId: string; blob: Blob };
    indexes: { draftId: string };
  };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;

function open(): Promise<IDBPDatabase<Schema>> {
  const forget = () => {
    opened = null;
  };
  opened ??= openDB<Schema>('tenlens-drafts', 1, {
    upgrade(database) {
      database.createObjectStore('drafts', { keyPath: 'id' });
      const pictures = database.createObjectStore('pictures', { keyPath: 'id' });
      pictures.createIndex('draftId', 'draftId');
    },
    terminated: forget,
  });
  // Whoever asked gets the failure; a browser that refuses now may allow it at another time.
  opened.catch(forget);
  return opened;
}

const begin = async () => (await open()).transaction(['drafts', 'pictures'], 'readwrite');
type Transaction = Awaited<ReturnType<typeof begin>>;

async function removeBytes(transaction: Transaction, draftId: string): Promise<void> {
  const pictures = transaction.objectStore('pictures');
  const ids = await pictures.index('draftId').getAllKeys(draftId);
  await Promise.all(ids.map((id) => pictures.delete(id)));
}

/** Keeps drafts in this browser's IndexedDB. Bytes stand apart, so that a new word does not copy pictures. */
export const draftDatabase: DraftStorage = {
  async load(id) {
    const database = await open();
    const stored = await database.get('drafts', id);
    if (!stored) return null;
    const draft = storedDraftSchema.safeParse(stored);
    if (!draft.success) return null;
    const pictures = await database.getAllFromIndex('pictures', 'draftId', id);
    return { draft: draft.data, bytes: new Map(pictures.map((each) => [each.id, each.blob])) };
  },

  async save(draft, { put, remove }) {
    const transaction = await begin();
    const pictures = transaction.objectStore('pictures');
    const drafts = transaction.objectStore('drafts');
    const asked = [
      isEmptyDraft(draft) ? drafts.delete(draft.id) : drafts.put(draft),
      ...remove.map((id) => pictures.delete(id)),
      ...[...put].map(([id, blob]) => pictures.put({ id, draftId: draft.id, blob })),
    ];
    // Without it the end would wait for answers that nobody may be there to hear.
    transaction.commit();
    await Promise.all([...asked, transaction.done]);
  },

  async remove(id) {
    const transaction = await begin();
    await Promise.all([
      transaction.objectStore('drafts').delete(id),
      removeBytes(transaction, id),
      transaction.done,
    ]);
  },

  async clear() {
    const transaction = await begin();
    await Promise.all([
      transaction.objectStore('drafts').clear(),
      transaction.objectStore('pictures').clear(),
      transaction.done,
    ]);
  },

  async sweep(before) {
    const transaction = await begin();
    const drafts = transaction.objectStore('drafts');
    const kept = new Set<string>();
    for (const stored of await drafts.getAll()) {
      const draft = storedDraftSchema.safeParse(stored);
      if (draft.success && draft.data.savedAt >= before) kept.add(stored.id);
      else await drafts.delete(stored.id);
    }
    const pictures = transaction.objectStore('pictures');
    for (const id of await pictures.getAllKeys()) {
      const owner = (await pictures.get(id))?.draftId;
      if (owner === undefined || !kept.has(owner)) await pictures.delete(id);
    }
    await transaction.done;
  },
};
