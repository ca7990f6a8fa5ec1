import 'client-only';
import type { Folder } from '@/lib/domain/conversation/conversation';
import { fetchFolders } from '../api/conversations';

const NONE: readonly Folder[] = [];

/** Keeps the folders there are, by name. Free of React. */
class FolderListStore {
  readonly #fetch: () => Promise<readonly Folder[]>;
  readonly #listeners = new Set<() => void>();
  #folders = NONE;
  #asked = 0;

  constructor(fetch: () => Promise<readonly Folder[]>) {
    this.#fetch = fetch;
  }

  readonly getState = (): readonly Folder[] => this.#folders;

  readonly getServerState = (): readonly Folder[] => NONE;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly refresh = async (): Promise<void> => {
    this.#asked += 1;
    const turn = this.#asked;
    try {
      const folders = await this.#fetch();
      if (turn < this.#asked) return;
      this.#folders = folders;
      for (const listener of this.#listeners) listener();
    } catch {
      // The list of conversations, asked at the same time, says what is wrong; what was known stays.
    }
  };
}

/** The folders of this page. */
export const folderListStore = new FolderListStore(fetchFolders);
