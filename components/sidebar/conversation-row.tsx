'use client';

import { clsx } from 'clsx';
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { DropdownMenu } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import { attachmentUrl } from '@/lib/protocol/ui-message';

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
  const items = [
    { label: t('rename'), icon: Pencil, onSelect: () => onRename(conversation) },
    { label: t('delete'), icon: Trash2, onSelect: () => onDelete(conversation), isDanger: true },
  ];
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
      <DropdownMenu
        items={items}
        trigger={
          <IconButton
            icon={Ellipsis}
            label={t('more', { title })}
            className="absolute end-0 bg-raised opacity-0 focus-visible:opacity-100 group-hover:opacity-100 aria-expanded:opacity-100 pointer-coarse:relative pointer-coarse:bg-transparent pointer-coarse:opacity-100"
          />
        }
      />
    </li>
  );
}
