'use client';

import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import { partState } from '@/lib/client/version/part-state';

/** Says that a part of the page did not come, mostly because there is a new version, and how to get it. */
export function MissingPartBanner() {
  const t = useTranslations('chat');
  const missing = useSyncExternalStore(partState.subscribe, partState.get, () => null);
  if (!missing) return null;
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-4 gap-y-1 bg-accent-soft px-4 py-1.5 text-accent-ink text-sm md:px-5"
    >
      <p className="min-w-0 flex-1">
        {t(missing === 'new-version' ? 'newVersion' : 'partMissing')}
      </p>
      <Button onClick={() => window.location.reload()}>{t('reloadPage')}</Button>
    </div>
  );
}
