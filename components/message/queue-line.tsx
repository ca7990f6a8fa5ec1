'use client';

import { useTranslations } from 'next-intl';
import { useSecondsSince } from '@/lib/client/layout/use-seconds-since';
import type { QueuePlace } from '@/lib/domain/generation/queue-place';
import { toMinutes } from '@/lib/domain/generation/to-minutes';

/** Stands where the first word will be, while the question waits for its turn to be sent. */
export function QueueLine({ place, expectedMs }: QueuePlace) {
  const t = useTranslations('rate');
  const elapsed = useSecondsSince(`${place} ${expectedMs}`);
  const seconds = Math.ceil(expectedMs / 1000) - elapsed;
  return (
    <div className="py-1">
      <p className="text-text-muted tabular-nums">
        {seconds > 0 ? t('place', { place, ...toMinutes(seconds) }) : t('placeSoon', { place })}
      </p>
      <p className="mt-1 text-sm text-text-faint">{t('reason')}</p>
    </div>
  );
}
