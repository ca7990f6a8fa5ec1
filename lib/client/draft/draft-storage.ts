import 'client-only';
import type { PictureBytes, StoredDraft } from './stored-draft';

/** Where drafts are kept while no page is open. Every method fails when the browser does not let it. */
export type DraftStorage = {
  /** A draft with the bytes that are left of its pictures; `null` when there is none. */
  load(id: string): Promise<{ draft: StoredDraft; bytes: PictureBytes } | null>;
  /**
   * Keeps a draft in place of what was kept before; an empty one is removed. Asks nothing back, so that it also gets through
   * while the page goes away.
   *
   * @param change.put - Bytes that are not kept yet.
   * @param change.remove - Bytes that are not needed any more.
   */
  save(draft: StoredDraft, change: { put: PictureBytes; remove: readonly string[] }): Promise<void>;
  remove(id: string): Promise<void>;
  clear(): Promise<void>;
  /** Removes drafts that were saved before a time, and bytes that belong to none. */
  sweep(before: number): Promise<void>;
};
