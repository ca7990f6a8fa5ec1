'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import { attachmentUrl } from '@/lib/protocol/ui-message';

/** What of a conversation every row shows: its picture, its title and what is going on in it. */
export function RowContent({
  conversation,
  isUnread,
}: {
  conversation: ConversationSummary;
  isUnread: boolean;
}) {
  const t = useTranslations('sidebar');
  const { thumbnailId, title, isRunning } = conversation;
  return (
    <>
      {thumbnailId && (
        // biome-ignore lint/performance/noImgElement: the optimiser is switched off; our route serves thumbnails.
        <img
          src={attachmentUrl(thumbnailId, 'thumbnail')}
          alt=""
          width={24}
          height={24}
          loading="lazy"
          className="size-6 shrink-0 rounded object-cover"
        />
      )}
      <span dir="auto" className={clsx('truncate', isUnread && 'font-bold')}>
        {title || t('untitled')}
      </span>
      {isRunning && (
        <span className="ms-auto size-2.5 shrink-0 animate-pulse rounded-full border-2 border-accent">
          <span className="sr-only">{t('running')}</span>
        </span>
      )}
      {isUnread && !isRunning && (
        <span className="ms-auto size-2 shrink-0 rounded-full bg-accent">
          <span className="sr-only">{t('unread')}</span>
        </span>
      )}
    </>
  );
}
