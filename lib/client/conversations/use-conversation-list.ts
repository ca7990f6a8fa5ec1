import 'client-only';
import { useEffect, useSyncExternalStore } from 'react';
import type { AppError } from '@/lib/domain/errors/app-error';
import type { ListView } from '../api/conversations';
import { ALL, conversationLists } from './conversation-lists';
import { folderListStore } from './folder-list-store';

function useList(view: ListView) {
  const list = conversationLists.of(view);
  const state = useSyncExternalStore(list.subscribe, list.getState, list.getServerState);
  return { list, state };
}

/** The conversations of a view, asked for anew when it is opened. `useFreshLists` keeps them so. */
export function useConversationList(view: ListView) {
  const { list, state } = useList(view);
  useEffect(() => {
    if (list !== conversationLists.of(ALL)) void list.refresh();
  }, [list]);
  return { ...state, loadMore: list.loadMore };
}

/** Why the list of a view, or something done in it, failed. */
export function useListError(view: ListView): AppError | null {
  return useList(view).state.error;
}

/** The folders there are, by name. */
export function useFolders() {
  const { subscribe, getState, getServerState } = folderListStore;
  return useSyncExternalStore(subscribe, getState, getServerState);
}
