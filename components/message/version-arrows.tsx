'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import type { MessageId } from '@/lib/domain/ids';

type VersionArrowsProps = {
  /** Versions of this message, oldest first. */
  versions: readonly MessageId[];
  shownId: MessageId;
  isDisabled: boolean;
  onShow: (id: MessageId) => void;
};

/** Moves between versions of a message; nothing where there is one. */
export function VersionArrows({ versions, shownId, isDisabled, onShow }: VersionArrowsProps) {
  const t = useTranslations('message');
  if (versions.length < 2) return null;
  const index = versions.indexOf(shownId);
  const current = index + 1;
  const total = versions.length;
  const show = (id: MessageId | undefined) => id && onShow(id);
  return (
    <div className="flex items-center">
      <IconButton
        icon={ChevronLeft}
        label={t('previousVersion')}
        disabled={isDisabled || index <= 0}
        onClick={() => show(versions[index - 1])}
        className="rtl:-scale-x-100"
      />
      <span className="text-text-muted text-xs tabular-nums">
        <span aria-hidden>{t('version', { current, total })}</span>
        <span className="sr-only">{t('versionSpoken', { current, total })}</span>
      </span>
      <IconButton
        icon={ChevronRight}
        label={t('nextVersion')}
        disabled={isDisabled || current >= total}
        onClick={() => show(versions[index + 1])}
        className="rtl:-scale-x-100"
      />
    </div>
  );
}
