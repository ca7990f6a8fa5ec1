import 'client-only';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConversationId } from '@/lib/domain/ids';
import { deleteConversation, fetchConversations, renameConversation } from '../api/conversations';
import { forgetDraft } from '../draft/drafts';
import { tabChannel } from '../tabs/tab-channel';
import { appendPage, mergeNewestPage } from './merge-newest-page';

export type ConversationListState = {
  readonly conversations: readonly ConversationSummary[];
  readonly isLoaded: boolean;
  /** Asks for the next page; `null` when all are here. */
  readonly next: string | null;
  readonly error: AppError | null;
};

/** What the list needs of the server. */
export type ConversationListPorts = {
  fetchPage: typeof fetchConversations;
  rename: typeof renameConversation;
  remove: typeof deleteConversation;
};

const START: ConversationListState = {
  conversations: [],
  isLoaded: false,
  next: null,
  error: null,
};

const toAppError = (cause: unknown) =>
  cause instanceof AppError ? cause : new AppError('internal', {}, { cause });

/** Keeps the sidebar's list, newest first, for any number of readers. Free of React. */
export class ConversationListStore {
  readonly #ports: ConversationListPorts;
  readonly #listeners = new Set<() => void>();
  /** A reply that was on its way when a conversation was deleted must not bring it back. */
  readonly #removed = new Set<ConversationId>();
  #state = START;
  #refreshesAsked = 0;
  #refreshTaken = 0;
  /** The failure of a refresh is over when one works; that of an act stays to be read. */
  #refreshError: AppError | null = null;
  #loadingMore: Promise<unknown> | null = null;

  constructor(ports: ConversationListPorts) {
    this.#ports = ports;
  }

  readonly getState = (): ConversationListState => this.#state;

  readonly getServerState = (): ConversationListState => START;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Asks for the newest page; what "Show more" brought stays. */
  readonly refresh = async (): Promise<void> => {
    this.#refreshesAsked += 1;
    const turn = this.#refreshesAsked;
    try {
      const page = await this.#ports.fetchPage(null);
      if (turn < this.#refreshTaken) return;
      this.#refreshTaken = turn;
      const { error } = this.#state;
      this.#set({
        ...mergeNewestPage(this.#state, page),
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
    this.#loadingMore ??= this.#guard(() => this.#fetchMore()).finally(() => {
      this.#loadingMore = null;
    });
    await this.#loadingMore;
  };

  /** @returns Whether it worked; `error` says why not. */
  readonly rename = (
    id: ConversationId,
    change: { title: string; version: number },
  ): Promise<boolean> =>
    this.#guard(async () => {
      await this.#ports.rename(id, change);
      // A row beyond the newest page is not asked for again; the server adds one to its version.
      const renamed = { title: change.title, version: change.version + 1 };
      const rename = (row: ConversationSummary) => (row.id === id ? { ...row, ...renamed } : row);
      this.#set({ conversations: this.#state.conversations.map(rename) });
      await this.refresh();
    });

  /** @returns Whether the conversation is gone; `error` says why not. */
  readonly remove = (id: ConversationId): Promise<boolean> =>
    this.#guard(async () => {
      await this.#ports.remove(id);
      this.#removed.add(id);
      this.#set({});
      await this.refresh();
    });

  readonly dismissError = (): void => this.#set({ error: null });

  async #fetchMore(): Promise<void> {
    const { next } = this.#state;
    if (next === null) return;
    const page = await this.#ports.fetchPage(next);
    // The list may have begun anew meanwhile: the page does not follow it then.
    if (this.#state.next !== next) return;
    const conversations = appendPage(this.#state.conversations, page.conversations);
    this.#set({ conversations, next: page.next });
  }

  async #guard(act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (cause) {
      this.#set({ error: toAppError(cause) });
      return false;
    }
  }

  #set(change: Partial<ConversationListState>): void {
    const state = { ...this.#state, ...change };
    const conversations = state.conversations.filter(({ id }) => !this.#removed.has(id));
    this.#state = { ...state, conversations };
    for (const listener of this.#listeners) listener();
  }
}

/** Tells the other tabs after an act that the list is another now. */
function announced<Arguments extends unknown[]>(act: (...values: Arguments) => Promise<void>) {
  return async (...values: Arguments): Promise<void> => {
    await act(...values);
    tabChannel.post({ type: 'conversations-changed' });
  };
}

/** The one list of this page. */
export const conversationListStore = new ConversationListStore({
  fetchPage: fetchConversations,
  rename: announced(renameConversation),
  remove: announced(async (id) => {
    await deleteConversation(id);
    forgetDraft(id);
  }),
});
