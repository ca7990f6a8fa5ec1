import 'client-only';
import { useEffect, useSyncExternalStore } from 'react';
import { useInterval } from '../layout/use-interval';
import { tabChannel } from '../tabs/tab-channel';
import { ALL, conversationLists } from './conversation-lists';
import { folderListStore } from './folder-list-store';

/** Milliseconds between two looks at answers that are being written, here or elsewhere. */
const RUNNING_LOOK_MS = 3000;

function refresh(): void {
  void conversationLists.refresh();
  void folderListStore.refresh();
}

const refreshConversations = () => void conversationLists.refresh();

function isAnyRunning(): boolean {
  const { conversations, pinned } = conversationLists.of(ALL).getState();
  return [...pinned, ...conversations].some(({ isRunning }) => isRunning);
}

/**
 * Keeps the lists of this page fresh: they are loaded once, and again whenever the window comes back to
 * the front, another tab changes something, or an answer is being written. That one ended is told also
 * while nobody looks.
 */
export function useFreshLists(): void {
  const { subscribe } = conversationLists.of(ALL);
  const isRunning = useSyncExternalStore(subscribe, isAnyRunning, () => false);
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
  useInterval(refreshConversations, isRunning ? RUNNING_LOOK_MS : null);
}
