'use client';

import { useTranslations } from 'next-intl';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import { RowContent } from './row-content';

type SelectRowProps = {
  conversation: ConversationSummary;
  isChosen: boolean;
  /** With the shift key: all up to this one. */
  onToggle: (isRange: boolean) => void;
};

/** A conversation's line while several are chosen. */
export function SelectRow({ conversation, isChosen, onToggle }: SelectRowProps) {
  const t = useTranslations('sidebar');
  return (
    <label className="flex h-full cursor-pointer select-none items-center gap-2 rounded-control px-2 text-sm hover:bg-raised/60 has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <input
        type="checkbox"
        checked={isChosen}
        aria-label={t('selectOne', { title: conversation.title || t('untitled') })}
        onChange={() => {}}
        onClick={(event) => onToggle(event.shiftKey)}
        className="size-4 shrink-0 accent-accent outline-none"
      />
      <RowContent conversation={conversation} isUnread={conversation.isUnread} />
    </label>
  );
}
