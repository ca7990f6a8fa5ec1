'use client';

import { Archive, ArrowLeft, Folder } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import type { ListView } from '@/lib/client/api/conversations';

/** Says that only a part of the conversations is listed, and leads back to all. */
export function ViewHeading({ view, onBack }: { view: ListView; onBack: () => void }) {
  const t = useTranslations('sidebar');
  const Icon = view.archived ? Archive : Folder;
  return (
    <div className="mt-2 flex items-center gap-2">
      <IconButton
        icon={ArrowLeft}
        label={t('allConversations')}
        onClick={onBack}
        className="rtl:-scale-x-100"
        // The button that led here is gone: the focus goes to the way back.
        autoFocus
      />
      <Icon aria-hidden size={16} className="shrink-0 text-text-muted" />
      <h2 dir="auto" className="min-w-0 truncate font-semibold text-sm">
        {view.folder ?? t('archived')}
      </h2>
    </div>
  );
}
