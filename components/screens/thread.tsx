'use client';

import type { ReactNode } from 'react';
import { AssistantMessage } from '@/components/message/assistant-message';
import { AnswerActions, QuestionActions } from '@/components/message/message-actions';
import { UserMessage } from '@/components/message/user-message';
import { VersionArrows } from '@/components/message/version-arrows';
import type { useChatSession } from '@/lib/client/chat/use-chat-session';
import { siblingsOf } from '@/lib/domain/conversation/message-tree';
import { asId, type MessageId } from '@/lib/domain/ids';
import { type ChatMessage, textOfUiMessage } from '@/lib/protocol/ui-message';
import { EditComposer } from './edit-composer';
import type { Editing } from './use-editing';
import type { Submit } from './use-submit';

type Chat = ReturnType<typeof useChatSession>;

type ThreadProps = {
  chat: Chat;
  submit: Submit;
  editing: Editing;
  maxImages: number;
  onOpenImage: (message: ChatMessage, index: number) => void;
};

/** Versions of a message, oldest first; one that is not stored yet is the newest. */
function versionsOf(chat: Chat, message: ChatMessage): MessageId[] {
  const id = asId<MessageId>(message.id);
  const parentId = message.metadata?.parentId ?? null;
  const stored = siblingsOf(chat.tree?.messages ?? [], parentId).map((sibling) => sibling.id);
  return stored.includes(id) ? stored : [...stored, id];
}

/** The branch in view, with what can be done with each message of it. */
export function Thread({ chat, submit, editing, maxImages, onOpenImage }: ThreadProps) {
  const { edited } = editing;
  const isDisabled = chat.isBusy || edited !== null;

  const versions = (message: ChatMessage): ReactNode => (
    <VersionArrows
      versions={versionsOf(chat, message)}
      shownId={asId<MessageId>(message.id)}
      isDisabled={isDisabled}
      onShow={chat.show}
    />
  );
  const sendEdited = async (before: NonNullable<typeof edited>) => {
    editing.end();
    const isTaken = await submit(before.draft, before.message.metadata?.parentId ?? null);
    if (!isTaken) editing.resume(before);
  };
  const editor = edited && (
    <EditComposer
      draft={edited.draft}
      isAnswering={chat.isBusy}
      maxImages={maxImages}
      onCancel={editing.end}
      onSend={() => void sendEdited(edited)}
      onStop={chat.stop}
    />
  );
  return chat.messages.map((message) =>
    message.role === 'user' ? (
      <UserMessage
        key={message.id}
        message={message}
        onOpenImage={onOpenImage}
        editor={message.id === edited?.message.id ? editor : undefined}
        actions={
          <QuestionActions
            text={textOfUiMessage(message)}
            isDisabled={isDisabled}
            onEdit={() => editing.begin(message)}
            versions={versions(message)}
          />
        }
      />
    ) : (
      <AssistantMessage
        key={message.id}
        message={message}
        actions={
          <AnswerActions
            text={textOfUiMessage(message)}
            metadata={message.metadata ?? {}}
            isDisabled={isDisabled}
            onRegenerate={() => chat.answerAgain('regenerate', message)}
            onContinue={() => chat.answerAgain('continue', message)}
            versions={versions(message)}
          />
        }
      />
    ),
  );
}
