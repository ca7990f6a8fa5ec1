'use client';

import { memo, type ReactNode } from 'react';
import { AssistantMessage } from '@/components/message/assistant-message';
import { AnswerActions, QuestionActions } from '@/components/message/message-actions';
import { UserMessage } from '@/components/message/user-message';
import { VersionArrows } from '@/components/message/version-arrows';
import { asId, type MessageId } from '@/lib/domain/ids';
import type { CallDecision } from '@/lib/domain/tool/tool-choice';
import { type ChatMessage, textOfUiMessage } from '@/lib/protocol/ui-message';
import { openMessageImage } from './open-message-image';

/** What can be done with a message; the same object for the life of the thread. */
export type ThreadActions = {
  edit(message: ChatMessage): void;
  answerAgain(trigger: 'regenerate' | 'continue', answer: ChatMessage): void;
  /** Goes on with an answer that waits, once each of its calls is decided. */
  decide(answer: ChatMessage, decisions: readonly CallDecision[]): Promise<boolean>;
  show(id: MessageId): void;
  /** `null` where nothing can be forked. */
  readonly fork: ((id: MessageId) => void) | null;
};

type ThreadMessageProps = {
  message: ChatMessage;
  /** Its place in the branch, from 1, and how many there are. */
  position: number;
  count: number;
  /** Stored versions of it, oldest first. */
  siblings: readonly MessageId[];
  isDisabled: boolean;
  actions: ThreadActions;
  /** Shown instead of the words while they are edited. */
  editor?: ReactNode;
};

/** One message with what can be done with it. Rendered only when one of its values changes. */
export const ThreadMessage = memo(function ThreadMessage(props: ThreadMessageProps) {
  const { message, position, count, siblings, isDisabled, actions, editor } = props;
  const id = asId<MessageId>(message.id);
  const place = { position, count };
  const text = textOfUiMessage(message);
  const { fork } = actions;
  const onFork = fork && (() => fork(id));
  // One that is not stored yet is the newest.
  const versions = siblings.includes(id) ? siblings : [...siblings, id];
  const arrows = (
    <VersionArrows versions={versions} shownId={id} isDisabled={isDisabled} onShow={actions.show} />
  );
  if (message.role === 'user') {
    return (
      <UserMessage
        message={message}
        place={place}
        onOpenImage={openMessageImage}
        editor={editor}
        actions={
          <QuestionActions
            text={text}
            isDisabled={isDisabled}
            onEdit={() => actions.edit(message)}
            onFork={onFork}
            versions={arrows}
          />
        }
      />
    );
  }
  return (
    <AssistantMessage
      message={message}
      place={place}
      onDecide={(decisions) => actions.decide(message, decisions)}
      actions={
        <AnswerActions
          message={message}
          isDisabled={isDisabled}
          onRegenerate={() => actions.answerAgain('regenerate', message)}
          onContinue={() => actions.answerAgain('continue', message)}
          onFork={onFork}
          versions={arrows}
        />
      }
    />
  );
});
