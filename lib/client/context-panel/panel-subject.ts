import 'client-only';
import type { ConversationId, MessageId, ModelId } from '@/lib/domain/ids';
import type { ModelDescriptor } from '@/lib/domain/model';
import type { ConversationSettingsInView } from '../conversation-settings/use-conversation-settings';
import type { DraftStore } from '../draft/draft-store';
import type { useModels } from '../models/use-models';

/** What the panel is about: the next question of a conversation, to a model. */
export type PanelSubject = {
  /** `null` before the first question. */
  readonly conversationId: ConversationId | null;
  /** The stored message that the next question follows; `undefined` for the head. */
  readonly leafId: MessageId | undefined;
  /** `null` while the list of models is on its way, and where there is none. */
  readonly model: ModelDescriptor | null;
  readonly modelId: ModelId | undefined;
  /** What can be picked, and how far that list is. */
  readonly models: Omit<ReturnType<typeof useModels>, 'model' | 'modelId' | 'unreachable'>;
  /** Whether all that is known; before, nothing is asked. */
  readonly isReady: boolean;
  readonly draft: DraftStore;
  /** How the prompts of the conversation are made, and how to choose that. */
  readonly own: ConversationSettingsInView;
  /** Changes with whatever changes the next prompt beside that. */
  readonly revision: string;
  /** Changes with whatever changes the tools there are and their rules, but for what the panel changes of them. */
  readonly toolRevision: string;
};
