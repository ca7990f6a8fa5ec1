'use client';

import { useTranslations } from 'next-intl';
import { useClock } from '@/lib/client/layout/use-clock';
import { toMinutes } from '@/lib/domain/generation/to-minutes';

/** Longest wait that is counted down: another clock than the server's may be far off. */
const MAX_SECONDS = 600;

/** In a failure's card: when a server that takes no more requests may be asked again. Counts down, silently. */
export function RetryCountdown({ retryAt }: { retryAt: number }) {
  const t = useTranslations('rate');
  const seconds = Math.ceil((retryAt - useClock(retryAt)) / 1000);
  if (seconds <= 0 || seconds > MAX_SECONDS) return null;
  return <p className="mt-1 tabular-nums">{t('retryIn', toMinutes(seconds))}</p>;
}
