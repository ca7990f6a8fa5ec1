'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';

/** The way to what was used. */
export function UsageLink() {
  const t = useTranslations('usage');
  return (
    <section className="flex flex-col items-start gap-2">
      <h3 className="font-semibold text-sm">{t('settings')}</h3>
      <p className="text-sm text-text-muted">{t('settingsText')}</p>
      <Link href="/usage" className="text-accent-ink text-sm underline">
        {t('open')}
      </Link>
    </section>
  );
}
