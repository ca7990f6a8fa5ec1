'use client';

import { useTranslations } from 'next-intl';

/** Markdown shown as it was written, because parsing it could freeze the page. */
export function PlainText({ source }: { source: string }) {
  const t = useTranslations('markdown');
  return (
    <div dir="auto">
      <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{source.trim()}</p>
      <p className="mt-1 text-sm text-text-muted">{t('plainText')}</p>
    </div>
  );
}
