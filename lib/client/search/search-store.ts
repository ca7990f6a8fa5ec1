import 'client-only';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { SearchResultHit } from '@/lib/protocol/search';
import type { fetchSearch } from '../api/search';
import { withoutDoubles } from './without-doubles';

/** What is typed quickly is asked for once, that many milliseconds after the last key. */
const PAUSE_MS = 200;

export type SearchState = {
  readonly text: string;
  /** What was found for the text, or for the one before it while it is looked for. */
  readonly hits: readonly SearchResultHit[];
  readonly next: string | null;
  readonly isSearching: boolean;
  readonly error: AppError | null;
};

const START: SearchState = { text: '', hits: [], next: null, isSearching: false, error: null };

/** A search while it is typed. Free of React: see `useSearch`. */
export class SearchStore {
  readonly #fetch: typeof fetchSearch;
  readonly #listeners = new Set<() => void>();
  #state = START;
  #running = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(fetch: typeof fetchSearch) {
    this.#fetch = fetch;
  }

  readonly getState = (): SearchState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Looks for another text after a pause; what was found for the last one stays until then. */
  readonly setText = (text: string): void => {
    this.#end();
    if (text.trim() === '') {
      this.#set({ ...START, text });
      return;
    }
    this.#set({ text, next: null, isSearching: true, error: null });
    this.#timer = setTimeout(() => void this.#load(null), PAUSE_MS);
  };

  /** Looks for more of the same, or once more after a failure. */
  readonly loadMore = async (): Promise<void> => {
    const { isSearching, next, error, text } = this.#state;
    if (isSearching || text.trim() === '' || (next === null && !error)) return;
    this.#set({ isSearching: true, error: null });
    await this.#load(next);
  };

  async #load(before: string | null): Promise<void> {
    const { signal } = this.#running;
    try {
      const found = await this.#fetch(this.#state.text, before, signal);
      if (signal.aborted) return;
      const hits = before === null ? found.hits : [...this.#state.hits, ...found.hits];
      this.#set({ hits: withoutDoubles(hits), next: found.next, isSearching: false });
    } catch (cause) {
      // Another text is looked for: nobody waits for this one.
      if (signal.aborted) return;
      const error = toAppError(cause);
      this.#set({ error, isSearching: false });
    }
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#running.abort();
    this.#running = new AbortController();
  }

  #set(change: Partial<SearchState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
