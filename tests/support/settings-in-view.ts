import type { PanelSubject } from '@/lib/client/context-panel/panel-subject';
import { SettingsStore } from '@/lib/client/conversation-settings/settings-store';
import type { ConversationSettingsInView } from '@/lib/client/conversation-settings/use-conversation-settings';
import type { ConversationSettings } from '@/lib/domain/conversation/conversation-settings';
import { modelOf } from './messages';

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

/** A list of models, as a component of the panel gets it. */
export function modelsInView(facts: Partial<PanelSubject['models']> = {}): PanelSubject['models'] {
  return {
    models: [modelOf()],
    isLoading: false,
    error: null,
    isGone: false,
    choose: () => undefined,
    refresh: () => Promise.resolve(),
    ...facts,
  };
}
