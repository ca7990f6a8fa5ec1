import 'client-only';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { fetchConversationSettings, saveConversationSettings } from '../api/conversation-settings';
import type { ChatSession } from '../chat/chat-session';
import { useLatest } from '../layout/use-latest';
import { keepNewSettings, readNewSettings } from './new-settings';
import { FIRST_SETTINGS_STATE, SettingsStore } from './settings-store';

/**
 * The settings of the conversation in view, stored or not: `settings` as chosen, and `change` to choose.
 *
 * @param session - The same one as long as it is mounted; it may get its id meanwhile.
 * @param onSaved - The stored conversation was changed.
 */
export function useConversationSettings(session: ChatSession, onSaved: () => void) {
  const latest = useLatest({ session, onSaved });
  const { isTemporary, conversationId } = session;
  const [store] = useState(
    () =>
      new SettingsStore({
        conversationId: () => latest.current.session.conversationId,
        readNew: () => readNewSettings(isTemporary),
        keepNew: (settings) => keepNewSettings(isTemporary, settings),
        read: fetchConversationSettings,
        save: saveConversationSettings,
        onSaved: () => latest.current.onSaved(),
      }),
  );
  useEffect(() => {
    if (conversationId) store.begin();
  }, [conversationId, store]);
  const state = useSyncExternalStore(store.subscribe, store.getState, () => FIRST_SETTINGS_STATE);
  return { ...state, store, change: store.change };
}

export type ConversationSettingsInView = ReturnType<typeof useConversationSettings>;
