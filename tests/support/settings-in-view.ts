import type { PanelSubject } from '@/lib/client/context-panel/panel-subject';
import { SettingsStore } from '@/lib/client/conversation-settings/settings-store';
import type { ConversationSettingsInView } from '@/lib/client/conversation-settings/use-conversation-settings';
import { draftOf } from '@/lib/client/draft/drafts';
import type { ConversationSettings } from '@/lib/domain/conversation/conversation-settings';
import { conversationIdOf, modelOf } from './messages';

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

/** What the panel is about, of a stored conversation. */
export function subjectInView(facts: Partial<PanelSubject> = {}): PanelSubject {
  return {
    conversationId: conversationIdOf(1),
    leafId: undefined,
    model: modelOf(),
    modelId: modelOf().id,
    models: modelsInView(),
    isReady: true,
    draft: draftOf(conversationIdOf(1)),
    own: settingsInView(),
    revision: '',
    toolRevision: '',
    ...facts,
  };
}
