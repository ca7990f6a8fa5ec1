import 'client-only';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { ConversationId } from '@/lib/domain/ids';
import type { ConversationList } from '@/lib/protocol/conversations';
import type { ListView } from '../api/conversations';
import { appendPage, insertRow, mergeNewestPage } from './merge-newest-page';

export type ConversationListState = {
  readonly conversations: readonly ConversationSummary[];
  /** Those that stand above the others, newest first too. */
  readonly pinned: readonly ConversationSummary[];
  readonly isLoaded: boolean;
  /** Asks for the next page; `null` when all are here. */
  readonly next: string | null;
  /** Why the next page did not come. */
  readonly pageError: AppError | null;
  readonly error: AppError | null;
};

const START: ConversationListState = {
  conversations: [],
  pinned: [],
  isLoaded: false,
  next: null,
  pageError: null,
  error: null,
};

/** Keeps the conversations of one view, newest first, for any number of readers. Free of React. */
export class ConversationListStore {
  readonly #view: ListView;
  readonly #fetchPage: (before: string | null) => Promise<ConversationList>;
  readonly #listeners = new Set<() => void>();
  /** What was taken out while a page was on its way: the page must not bring it back. */
  readonly #removedMeanwhile = new Set<ConversationId>();
  #state = START;
  #refreshesAsked = 0;
  #refreshTaken = 0;
  /** The failure of a refresh is over when one works; that of an act stays to be read. */
  #refreshError: AppError | null = null;
  #loadingMore: Promise<void> | null = null;

  constructor(view: ListView, fetchPage: (before: string | null) => Promise<ConversationList>) {
    this.#view = view;
    this.#fetchPage = fetchPage;
  }

  readonly getState = (): ConversationListState => this.#state;

  readonly getServerState = (): ConversationListState => START;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Whether anybody looks at it. */
  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }

  /** Asks for the newest page; what scrolling brought stays. */
  readonly refresh = async (): Promise<void> => {
    this.#refreshesAsked += 1;
    const turn = this.#refreshesAsked;
    try {
      const page = await this.#fetchPage(null);
      if (turn < this.#refreshTaken) return;
      this.#refreshTaken = turn;
      const { error } = this.#state;
      this.#set({
        ...mergeNewestPage(this.#state, page),
        pinned: page.pinned,
        isLoaded: true,
        error: error === this.#refreshError ? null : error,
      });
    } catch (cause) {
      const error = toAppError(cause);
      // The same failure at each look is not news: an alert is spoken once.
      if (turn < this.#refreshTaken || error.code === this.#state.error?.code) return;
      this.#refreshError = error;
      this.#set({ error });
    }
  };

  /** Adds the next page; those who ask at the same time get the same one. */
  readonly loadMore = async (): Promise<void> => {
    this.#loadingMore ??= this.#fetchMore().finally(() => {
      this.#loadingMore = null;
    });
    await this.#loadingMore;
  };

  /** Takes rows as they are now, wherever they belong: what came from before that is old. */
  put(rows: readonly ConversationSummary[]): void {
    let { conversations, pinned } = this.#without(rows.map(({ id }) => id));
    for (const row of rows.filter((each) => this.#isShown(each))) {
      this.#removedMeanwhile.delete(row.id);
      if (row.pinned) pinned = insertRow(pinned, row, false);
      else conversations = insertRow(conversations, row, this.#state.next !== null);
    }
    this.#set({ conversations, pinned });
  }

  /** Takes rows out that are gone. */
  drop(ids: readonly ConversationId[]): void {
    this.#set(this.#without(ids));
  }

  /** Shows why something did not work; `null` once it was read. */
  setError(error: AppError | null): void {
    this.#set({ error });
  }

  #isShown({ archived, folder }: ConversationSummary): boolean {
    const isInFolder = this.#view.folder === null || this.#view.folder === folder;
    return isInFolder && archived === this.#view.archived;
  }

  #without(
    ids: readonly ConversationId[],
  ): Pick<ConversationListState, 'conversations' | 'pinned'> {
    this.#refreshesAsked += 1;
    this.#refreshTaken = this.#refreshesAsked;
    const gone = new Set(ids);
    if (this.#loadingMore) for (const id of ids) this.#removedMeanwhile.add(id);
    const isLeft = ({ id }: ConversationSummary) => !gone.has(id);
    const { conversations, pinned } = this.#state;
    return { conversations: conversations.filter(isLeft), pinned: pinned.filter(isLeft) };
  }

  async #fetchMore(): Promise<void> {
    const { next } = this.#state;
    if (next === null) return;
    this.#removedMeanwhile.clear();
    if (this.#state.pageError) this.#set({ pageError: null });
    try {
      const page = await this.#fetchPage(next);
      // The list may have begun anew meanwhile: the page does not follow it then.
      if (this.#state.next !== next) return;
      const rows = page.conversations.filter(({ id }) => !this.#removedMeanwhile.has(id));
      this.#set({ conversations: appendPage(this.#state.conversations, rows), next: page.next });
    } catch (cause) {
      this.#set({ pageError: toAppError(cause) });
    }
  }

  #set(change: Partial<ConversationListState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
