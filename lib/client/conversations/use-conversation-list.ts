import 'client-only';
import { useEffect, useSyncExternalStore } from 'react';
import { conversationListStore } from './conversation-list-store';

/** The sidebar's list, loaded once and again whenever the window comes back to the front. */
export function useConversationList() {
  const { subscribe, getState, getServerState } = conversationListStore;
  const state = useSyncExternalStore(subscribe, getState, getServerState);
  useEffect(() => {
    const refresh = () => void conversationListStore.refresh();
    refresh();
    window.addEventListener('focus', refresh);
    return () => window.removeEventListener('focus', refresh);
  }, []);
  return state;
}
