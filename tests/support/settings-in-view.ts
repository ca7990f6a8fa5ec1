import { SettingsStore } from '@/lib/client/conversation-settings/settings-store';
import type { ConversationSettingsInView } from '@/lib/client/conversation-settings/use-conversation-settings';
import type { ConversationSettings } from '@/lib/domain/conversation/conversation-settings';

/** Settings of a conversation that is not stored, as a component gets them. */
export function settingsInView(
  settings: ConversationSettings | null = null,
  facts: Partial<ConversationSettingsInView> = {},
): ConversationSettingsInView {
  const store = new SettingsStore({
    conversationId: () => null,
    readNew: () => settings,
    keepNew: () => undefined,
    read: () => Promise.reject(new Error('read')),
    save: () => Promise.reject(new Error('saved')),
    onSaved: () => undefined,
  });
  return { ...store.getState(), store, change: store.change, ...facts };
}
