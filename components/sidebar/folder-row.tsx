'use client';

import { Folder as FolderIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Folder } from '@/lib/domain/conversation/conversation';

/** A folder's line: it lists what is in it. */
export function FolderRow({ folder, onOpen }: { folder: Folder; onOpen: () => void }) {
  const t = useTranslations('sidebar');
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex h-full w-full items-center gap-2 rounded-control px-2 text-start text-sm hover:bg-raised/60"
    >
      <FolderIcon aria-hidden size={16} className="shrink-0 text-text-muted" />
      <span dir="auto" className="truncate">
        {folder.name}
      </span>
      <span className="ms-auto text-text-faint text-xs tabular-nums">
        <span aria-hidden>{folder.count}</span>
        <span className="sr-only">{t('folderCount', { count: folder.count })}</span>
      </span>
    </button>
  );
}
