import 'client-only';
import { useEffect, useSyncExternalStore } from 'react';
import { useVisibleInterval } from '../layout/use-visible-interval';
import { tabChannel } from '../tabs/tab-channel';
import { conversationListStore } from './conversation-list-store';

/** Milliseconds between two looks at answers that are being written, here or elsewhere. */
const RUNNING_LOOK_MS = 3000;

const refresh = () => void conversationListStore.refresh();

/** The sidebar's list, loaded once and again whenever the window comes back to the front or another tab changes it. */
export function useConversationList() {
  const { subscribe, getState, getServerState } = conversationListStore;
  const state = useSyncExternalStore(subscribe, getState, getServerState);
  const isAnyRunning = state.conversations.some(({ isRunning }) => isRunning);
  useEffect(() => {
    refresh();
    window.addEventListener('focus', refresh);
    const stopListening = tabChannel.listen(({ type }) => {
      if (type === 'conversations-changed') refresh();
    });
    return () => {
      window.removeEventListener('focus', refresh);
      stopListening();
    };
  }, []);
  useVisibleInterval(refresh, isAnyRunning ? RUNNING_LOOK_MS : null);
  return state;
}
