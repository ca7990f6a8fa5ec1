'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Suspense } from 'react';
import { lazyPart } from '@/lib/client/version/lazy-part';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import { attachmentUrl } from '@/lib/protocol/ui-message';

const ConversationMenu = lazyPart(() => import('./conversation-menu'));

type ConversationRowProps = {
  conversation: ConversationSummary;
  isCurrent: boolean;
  onOpen: () => void;
  onRename: (conversation: ConversationSummary) => void;
  onDelete: (conversation: ConversationSummary) => void;
};

/** One conversation of the sidebar. */
export function ConversationRow(props: ConversationRowProps) {
  const { conversation, isCurrent, onOpen, onRename, onDelete } = props;
  const t = useTranslations('sidebar');
  const title = conversation.title || t('untitled');
  return (
    <li
      className={clsx(
        'group relative flex items-center rounded-control border',
        isCurrent ? 'border-border bg-raised' : 'border-transparent hover:bg-raised/60',
      )}
    >
      <Link
        href={`/c/${conversation.id}`}
        prefetch={false}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={onOpen}
        className="flex min-h-10 min-w-0 flex-1 items-center gap-2 rounded-control px-2 text-sm"
      >
        {conversation.thumbnailId && (
          // biome-ignore lint/performance/noImgElement: the optimiser is switched off; our route serves thumbnails.
          <img
            src={attachmentUrl(conversation.thumbnailId, 'thumbnail')}
            alt=""
            width={24}
            height={24}
            loading="lazy"
            className="size-6 shrink-0 rounded object-cover"
          />
        )}
        <span dir="auto" className="truncate">
          {title}
        </span>
        {conversation.isRunning && (
          <span className="ms-auto size-2 shrink-0 animate-pulse rounded-full bg-accent">
            <span className="sr-only">{t('running')}</span>
          </span>
        )}
      </Link>
      <Suspense fallback={null}>
        <ConversationMenu
          title={title}
          onRename={() => onRename(conversation)}
          onDelete={() => onDelete(conversation)}
        />
      </Suspense>
    </li>
  );
}
