'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';

/** A wait that is shown as a number, in seconds. */
const SHOW_SECONDS_FROM = 8;

/** Stands where the first word will be; counts once the wait is long. */
export function WaitingLine() {
  const t = useTranslations('message');
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="animate-pulse py-1 text-text-muted">
      {seconds < SHOW_SECONDS_FROM ? t('waiting') : t('waitingSince', { seconds })}
    </p>
  );
}
