'use client';

import { type ReactNode, useMemo, useState } from 'react';
import { MessageList } from '@/components/message-list/message-list';
import type { useChatSession } from '@/lib/client/chat/use-chat-session';
import { useJump } from '@/lib/client/chat/use-jump';
import { useLatest } from '@/lib/client/layout/use-latest';
import { indexSiblings } from '@/lib/domain/conversation/message-tree';
import type { MessageId } from '@/lib/domain/ids';
import { EditComposer } from './edit-composer';
import { type ThreadActions, ThreadMessage } from './thread-message';
import type { Editing } from './use-editing';
import type { Submit } from './use-submit';
import { useThreadList } from './use-thread-list';

type Chat = ReturnType<typeof useChatSession>;

type ThreadProps = {
  chat: Chat;
  submit: Submit;
  editing: Editing;
  /** What estimates of texts are to be multiplied with. */
  calibration: number;
  /** What stands behind the messages. */
  children: ReactNode;
  /** `null` where nothing can be forked. */
  onFork: ((messageId: MessageId) => void) | null;
};

const NO_SIBLINGS: readonly MessageId[] = [];

/** Actions that stay the same object, so that a message is rendered only when it changed itself. */
function useActions(
  chat: Chat,
  editing: Editing,
  onFork: ThreadProps['onFork'],
  stay: () => void,
): ThreadActions {
  const latest = useLatest({ chat, editing, onFork, stay });
  const [actions] = useState<ThreadActions>(() => ({
    edit: (message) => latest.current.editing.begin(message),
    answerAgain: (trigger, answer) => latest.current.chat.answerAgain(trigger, answer),
    decide: (answer, decisions) => latest.current.chat.decide(answer, decisions),
    show(id) {
      // The other version may have a long branch below it, whose end nobody asked for.
      latest.current.stay();
      latest.current.chat.show(id);
    },
    fork: onFork && ((id) => latest.current.onFork?.(id)),
  }));
  return actions;
}

/** The branch in view, with what can be done with each message of it. */
export function Thread({ chat, submit, editing, calibration, onFork, children }: ThreadProps) {
  const { edited } = editing;
  const { messages, tree } = chat;
  const isDisabled = chat.isBusy || edited !== null;
  const { list, focus } = useThreadList(messages, edited?.message.id);
  const actions = useActions(chat, editing, onFork, list.stay);
  useJump(chat, { show: actions.show, scrollTo: list.scrollTo });
  const siblings = useMemo(() => indexSiblings(tree?.messages ?? []), [tree]);

  const sendEdited = async (before: NonNullable<typeof edited>) => {
    editing.end();
    const isTaken = await submit(before.draft, before.message.metadata?.parentId ?? null);
    if (!isTaken) editing.resume(before);
  };
  const editor = edited && (
    <EditComposer
      draft={edited.draft}
      isAnswering={chat.isBusy}
      calibration={calibration}
      onCancel={editing.end}
      onSend={() => void sendEdited(edited)}
      onStop={chat.stop}
    />
  );
  return (
    <MessageList
      list={list}
      focus={focus}
      isAnswering={chat.isBusy}
      renderMessage={(message, index) => (
        <ThreadMessage
          message={message}
          position={index + 1}
          count={messages.length}
          siblings={siblings.get(message.metadata?.parentId ?? null) ?? NO_SIBLINGS}
          isDisabled={isDisabled}
          actions={actions}
          editor={message.id === edited?.message.id ? editor : undefined}
        />
      )}
    >
      {children}
    </MessageList>
  );
}
