'use client';

import { useTranslations } from 'next-intl';
import { useSecondsSince } from '@/lib/client/layout/use-seconds-since';

/** A silence that is shown as a number, in seconds. */
const SHOW_SECONDS_FROM = 8;

/** Stands where the first word will be; counts once the wait is long. */
export function WaitingLine() {
  const t = useTranslations('message');
  const seconds = useSecondsSince(null);
  return (
    <p className="animate-pulse py-1 text-text-muted">
      {seconds < SHOW_SECONDS_FROM ? t('waiting') : t('waitingSince', { seconds })}
    </p>
  );
}

/**
 * Below an answer of which nothing new comes; counts once that takes long.
 *
 * @param length - Changes whenever something came.
 */
export function SilenceLine({ length }: { length: number }) {
  const t = useTranslations('rate');
  const seconds = useSecondsSince(length);
  if (seconds < SHOW_SECONDS_FROM) return null;
  return <p className="py-1 text-sm text-text-muted tabular-nums">{t('silent', { seconds })}</p>;
}
