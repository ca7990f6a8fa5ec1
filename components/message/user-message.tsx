import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import {
  attachmentsOfUiMessage,
  type ChatMessage,
  textOfUiMessage,
} from '@/lib/protocol/ui-message';
import { MessageImages } from './message-images';
import type { Place } from './place';

type UserMessageProps = {
  message: ChatMessage;
  place: Place;
  onOpenImage: (message: ChatMessage, index: number) => void;
  /** Copy, edit and versions. */
  actions: ReactNode;
  /** Shown instead of the words while they are edited. */
  editor?: ReactNode;
};

/** A question: its pictures, then its words as they were typed. */
export function UserMessage(props: UserMessageProps) {
  const { message, place, onOpenImage, actions, editor } = props;
  const t = useTranslations('message');
  const text = textOfUiMessage(message);
  const attachments = attachmentsOfUiMessage(message);
  return (
    <article
      aria-label={t('you')}
      aria-posinset={place.position}
      aria-setsize={place.count}
      data-status="done"
      className="group flex flex-col items-end"
    >
      {editor ?? (
        <div className="max-w-[86%] rounded-card border border-border bg-surface p-3">
          <MessageImages
            attachments={attachments}
            onOpen={(index) => onOpenImage(message, index)}
          />
          {text && (
            <p dir="auto" className="whitespace-pre-wrap break-words">
              {text}
            </p>
          )}
        </div>
      )}
      {!editor && actions}
    </article>
  );
}
