import 'client-only';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConversationId } from '@/lib/domain/ids';
import { deleteConversation, fetchConversations, renameConversation } from '../api/conversations';

export type ConversationListState = {
  readonly conversations: readonly ConversationSummary[];
  readonly isLoaded: boolean;
  /** Asks for the next page; `null` when all are here. */
  readonly next: string | null;
  readonly error: AppError | null;
};

const START: ConversationListState = {
  conversations: [],
  isLoaded: false,
  next: null,
  error: null,
};

const toAppError = (cause: unknown) =>
  cause instanceof AppError ? cause : new AppError('internal', {}, { cause });

/** Keeps the sidebar's list, newest first, for any number of readers. */
function createConversationListStore() {
  let state = START;
  const listeners = new Set<() => void>();

  const set = (change: Partial<ConversationListState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const guard = async (act: () => Promise<void>) => {
    try {
      await act();
    } catch (cause) {
      set({ error: toAppError(cause) });
    }
  };
  const refresh = () =>
    guard(async () => {
      const { conversations, next } = await fetchConversations(null);
      set({ conversations, next, isLoaded: true, error: null });
    });

  return {
    getState: () => state,
    getServerState: () => START,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    refresh,
    loadMore: () =>
      guard(async () => {
        if (state.next === null) return;
        const page = await fetchConversations(state.next);
        set({ conversations: [...state.conversations, ...page.conversations], next: page.next });
      }),
    rename: (id: ConversationId, change: { title: string; version: number }) =>
      guard(async () => {
        await renameConversation(id, change);
        await refresh();
      }),
    remove: (id: ConversationId) =>
      guard(async () => {
        await deleteConversation(id);
        await refresh();
      }),
    dismissError: () => set({ error: null }),
  };
}

/** The one list of this page. */
export const conversationListStore = createConversationListStore();
