'use client';

import { Archive, ArchiveRestore, Folder, Trash2, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';

type SelectionBarProps = {
  count: number;
  isArchive: boolean;
  onArchive: () => void;
  onMove: () => void;
  onDelete: () => void;
  onEnd: () => void;
};

/** What can be done with all conversations that are chosen. */
export default function SelectionBar(props: SelectionBarProps) {
  const { count, isArchive, onArchive, onMove, onDelete, onEnd } = props;
  const t = useTranslations('sidebar');
  const isNone = count === 0;
  return (
    <div
      role="toolbar"
      aria-label={t('selection')}
      className="mt-2 flex items-center rounded-control border border-border bg-raised ps-3"
    >
      <span role="status" className="min-w-0 flex-1 truncate text-sm">
        {t('selected', { count })}
      </span>
      <IconButton
        icon={isArchive ? ArchiveRestore : Archive}
        label={isArchive ? t('unarchive') : t('archive')}
        disabled={isNone}
        onClick={onArchive}
      />
      <IconButton icon={Folder} label={t('move')} disabled={isNone} onClick={onMove} />
      <IconButton icon={Trash2} label={t('delete')} disabled={isNone} onClick={onDelete} />
      <IconButton icon={X} label={t('endSelection')} onClick={onEnd} />
    </div>
  );
}
