'use client';

import { type ReactNode, Suspense, useEffect } from 'react';
import { Composer } from '@/components/composer/composer';
import { DropZone } from '@/components/composer/drop-zone';
import { preloadMarkdown } from '@/components/message/preload-markdown';
import { ReconnectingLine } from '@/components/message-list/reconnecting-line';
import { ModelPicker } from '@/components/model-picker/model-picker';
import { ExportButton } from '@/components/transfer/export-button';
import { calibrationOfChat } from '@/lib/client/chat/calibration-of-chat';
import type { ChatSession } from '@/lib/client/chat/chat-session';
import { useChatSession } from '@/lib/client/chat/use-chat-session';
import { keepNewSettings } from '@/lib/client/conversation-settings/new-settings';
import { useConversationSettings } from '@/lib/client/conversation-settings/use-conversation-settings';
import { useFork } from '@/lib/client/conversations/use-fork';
import { useListed } from '@/lib/client/conversations/use-listed';
import { useSeen } from '@/lib/client/conversations/use-seen';
import {
  draftOf,
  moveNewDraftTo,
  NEW_CONVERSATION,
  NEW_TEMPORARY,
} from '@/lib/client/draft/drafts';
import { useDraftKeeper } from '@/lib/client/draft/use-draft-keeper';
import { useModels } from '@/lib/client/models/use-models';
import { lazyPart } from '@/lib/client/version/lazy-part';
import type { ConversationId } from '@/lib/domain/ids';
import { signInPathFor } from '@/lib/domain/return-path';
import { MAX_ATTACHMENTS_PER_MESSAGE } from '@/lib/protocol/message-limits';
import { Announcer } from './announcer';
import { ChatBanner } from './chat-banner';
import { ChatHeader, type HeaderSidebar } from './chat-header';
import { ComposerNotice } from './composer-notice';
import { ContextPanelButton } from './context-panel-button';
import { ConversationState } from './conversation-state';
import { DraftNotice } from './draft-notice';
import { EmptyState } from './empty-state';
import { MissingPartBanner } from './missing-part-banner';
import type { PanelSettings } from './next-prompt-panel';
import { PageTitle } from './page-title';
import { refreshList } from './refresh-list';
import { useContextPanel } from './use-context-panel';
import { useEditing } from './use-editing';
import { useExample } from './use-example';
import { useSubmit } from './use-submit';
import { useTitleMark } from './use-title-mark';

const loadThread = async () => ({ default: (await import('./thread')).Thread });
const Thread = lazyPart(loadThread);
const NextPromptPanel = lazyPart(() => import('./next-prompt-panel'));

/** Fetches what shows messages, before there are any. */
function preloadThread(): void {
  preloadMarkdown();
  // One that does not come is told of where it is shown.
  void loadThread().catch(() => undefined);
}

// A conversation's own page needs it at once: it comes while the rest of the page is made alive.
if (globalThis.location?.pathname.startsWith('/c/')) preloadThread();

type ChatScreenProps = {
  session: ChatSession;
  /** Switches between a normal new chat and a temporary one. */
  temporaryToggle: ReactNode;
  sidebar: HeaderSidebar;
  settings: PanelSettings;
  onStored: (id: ConversationId) => void;
  onOpen: (id: ConversationId) => void;
  onNewChat: () => void;
};

function composerStatus({ isBusy, isOpen }: ReturnType<typeof useChatSession>) {
  if (isBusy) return 'answering';
  return isOpen ? 'ready' : 'closed';
}

/** One conversation: its header, its thread or the empty state, and the composer. */
export function ChatScreen(props: ChatScreenProps) {
  const { session, settings, onStored, onOpen, onNewChat } = props;
  const own = useConversationSettings(session, refreshList);
  const models = useModels({ ...own, isStored: session.conversationId !== null });
  const newDraft = session.isTemporary ? NEW_TEMPORARY : NEW_CONVERSATION;
  const draft = draftOf(session.conversationId ?? newDraft);
  const chat = useChatSession({
    session,
    modelId: models.modelId,
    settings: own.store,
    onStored(id) {
      keepNewSettings(session.isTemporary, null);
      moveNewDraftTo(id);
      onStored(id);
    },
    onChanged: refreshList,
  });
  const { submit, refused, isRepeating } = useSubmit(chat);
  const keeping = useDraftKeeper(draft, chat);
  const editing = useEditing();
  const chooseExample = useExample({ draft, change: own.change, submit });
  useEffect(preloadThread, []);

  const editedId = editing.edited?.message.id;
  const isEditing = chat.messages.some((message) => message.id === editedId);
  const isEmpty = chat.messages.length === 0 && chat.loadState === 'empty';
  const known = useListed(session.conversationId) ?? chat.tree?.conversation;
  const title = known?.title ?? '';
  const { fork, error: forkError } = useFork(session.conversationId, onOpen);
  useSeen(session.conversationId, known?.isUnread === true && !chat.isBusy);
  const mark = useTitleMark(chat.isBusy);
  const panel = useContextPanel();
  const calibration = calibrationOfChat(chat.messages, models.model);

  return (
    <DropZone draft={editing.edited?.draft ?? draft} maxImages={MAX_ATTACHMENTS_PER_MESSAGE}>
      <PageTitle title={title} mark={mark} />
      <main className="flex min-h-0 min-w-0 flex-1 flex-col">
        <MissingPartBanner />
        <ChatBanner model={models.model} isTemporary={session.isTemporary} />
        <ChatHeader
          title={title}
          model={models.model}
          sidebar={props.sidebar}
          onNewChat={onNewChat}
        >
          {props.temporaryToggle}
          {known && !session.isTemporary && <ExportButton id={known.id} />}
          <ContextPanelButton isOpen={panel.isOpen} button={panel.button} onPress={panel.toggle} />
        </ChatHeader>
        {isEmpty ? (
          <div className="min-h-0 flex-1 overflow-y-auto">
            <EmptyState model={models.model} onChoose={chooseExample} />
          </div>
        ) : (
          <Suspense fallback={<div className="min-h-0 flex-1" />}>
            <Thread
              chat={chat}
              submit={submit}
              editing={editing}
              calibration={calibration}
              onFork={session.isTemporary ? null : fork}
            >
              {chat.isReconnecting && <ReconnectingLine />}
              <ConversationState
                state={chat.loadState}
                hasMessages={chat.messages.length > 0}
                onReload={chat.reload}
                onNewChat={onNewChat}
              />
            </Thread>
          </Suspense>
        )}
        <Announcer metadata={chat.messages.at(-1)?.metadata} />
        {!isEditing && (
          <Composer
            draft={draft}
            status={composerStatus(chat)}
            calibration={calibration}
            onSend={() => void submit(draft)}
            onStop={chat.stop}
            autoFocus
            modelPicker={
              <ModelPicker
                models={models.models}
                model={models.model}
                onChoose={models.choose}
                onOpen={() => void models.refresh()}
              />
            }
            notice={
              <>
                <ComposerNotice
                  error={isRepeating ? null : (chat.error ?? forkError ?? models.error)}
                  wasRefused={refused !== null && !refused.isOffline}
                  signInPath={signInPathFor(session.conversationId)}
                  unreachable={models.unreachable}
                />
                <DraftNotice
                  draft={draft}
                  waiting={refused?.isOffline ? refused.content : null}
                  {...keeping}
                />
              </>
            }
          />
        )}
      </main>
      {panel.isOpen && (
        <Suspense fallback={null}>
          <NextPromptPanel {...{ session, chat, models, draft, panel, settings, own }} />
        </Suspense>
      )}
    </DropZone>
  );
}
