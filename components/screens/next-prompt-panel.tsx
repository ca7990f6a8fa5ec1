'use client';

import ContextPanel from '@/components/context-panel/context-panel';
import type { ChatSession } from '@/lib/client/chat/chat-session';
import type { useChatSession } from '@/lib/client/chat/use-chat-session';
import type { PanelSubject } from '@/lib/client/context-panel/panel-subject';
import type { ConversationSettingsInView } from '@/lib/client/conversation-settings/use-conversation-settings';
import { useListed } from '@/lib/client/conversations/use-listed';
import type { DraftStore } from '@/lib/client/draft/draft-store';
import type { useModels } from '@/lib/client/models/use-models';
import { asId, type MessageId } from '@/lib/domain/ids';
import ContextSide from './context-side';
import type { useContextPanel } from './use-context-panel';

type Chat = ReturnType<typeof useChatSession>;

type NextPromptPanelProps = {
  session: ChatSession;
  chat: Chat;
  models: ReturnType<typeof useModels>;
  draft: DraftStore;
  panel: ReturnType<typeof useContextPanel>;
  settings: PanelSettings;
  /** How the prompts of the conversation are made. */
  own: ConversationSettingsInView;
};

/** The person's own settings, which the panel shows a part of. */
export type PanelSettings = {
  /** Grows with each time they may have been changed. */
  readonly revision: number;
  readonly open: () => void;
};

/** The newest message that the server has. */
function storedLeafOf({ messages }: Chat): MessageId | undefined {
  const stored = messages.findLast(({ metadata }) => metadata?.conversationId !== undefined);
  return stored && asId<MessageId>(stored.id);
}

function lastAnswerOf({ messages }: Chat) {
  const isEnded = ({ role, metadata }: Chat['messages'][number]) =>
    role === 'assistant' && metadata?.status !== undefined && metadata.status !== 'streaming';
  return messages.findLast(isEnded)?.metadata;
}

function useSubject({ session, chat, models, draft, settings, own }: NextPromptPanelProps) {
  const { conversationId } = session;
  const version = useListed(conversationId)?.version;
  const { model, modelId, error } = models;
  const subject: PanelSubject = {
    conversationId,
    leafId: storedLeafOf(chat),
    model,
    modelId,
    models,
    isReady:
      (modelId !== undefined || error !== null) &&
      (chat.loadState !== 'loading' || chat.messages.length > 0),
    draft,
    own,
    revision: [own.revision, version, settings.revision, chat.isBusy].join(),
    toolRevision: [settings.revision, chat.isBusy].join(),
  };
  return subject;
}

/** What the model sees of this conversation, at the side of it. */
export default function NextPromptPanel(props: NextPromptPanelProps) {
  const { chat, panel, settings } = props;
  const subject = useSubject(props);
  return (
    <ContextSide isWide={panel.isWide} onClose={panel.close}>
      <ContextPanel
        subject={subject}
        lastAnswer={lastAnswerOf(chat)}
        takesFocus={panel.isWide && panel.wasPressed}
        onClose={panel.close}
        onOpenSettings={settings.open}
      />
    </ContextSide>
  );
}
