'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Button } from '@/components/ui/button';
import type { AppError } from '@/lib/domain/errors/app-error';

/** The end of what is here: the next page is asked for as soon as this line is near the window. */
export function MoreRow({ error, onLoad }: { error: AppError | null; onLoad: () => void }) {
  const t = useTranslations('sidebar');
  const hasFailed = error !== null;
  useEffect(() => {
    if (!hasFailed) onLoad();
  });
  if (!hasFailed) {
    return (
      <p className="flex h-full items-center px-2 text-sm text-text-faint">{t('loadingMore')}</p>
    );
  }
  return (
    <div role="alert" className="flex h-full items-center gap-2 px-2 text-danger-ink text-sm">
      <span className="min-w-0 flex-1 truncate">{t('moreFailed')}</span>
      <Button onClick={onLoad}>{t('retry')}</Button>
    </div>
  );
}
