'use client';

import { useTranslations } from 'next-intl';

/** Under an answer whose connection is being made anew. */
export function ReconnectingLine() {
  const t = useTranslations('chat');
  return (
    <p role="status" className="animate-pulse text-sm text-text-muted">
      {t('reconnecting')}
    </p>
  );
}
