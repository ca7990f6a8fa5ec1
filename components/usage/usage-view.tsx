'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { FailureAlert } from '@/components/failure/failure-alert';
import { Button } from '@/components/ui/button';
import { fetchUsage, usageFileUrl } from '@/lib/client/api/usage';
import { useLoaded } from '@/lib/client/context-panel/use-loaded';
import type { UsageDay } from '@/lib/domain/usage/usage-day';
import { DEFAULT_USAGE_DAYS, MAX_USAGE_DAYS } from '@/lib/protocol/usage';
import { UsageTable } from './usage-table';

const RANGES = [7, DEFAULT_USAGE_DAYS, 90, MAX_USAGE_DAYS] as const;

function Result({ days, file }: { days: readonly UsageDay[]; file: string }) {
  const t = useTranslations('usage');
  if (days.length === 0) return <p className="text-text-muted">{t('empty')}</p>;
  return (
    <>
      <UsageTable days={days} />
      <a
        href={file}
        download
        className="inline-flex min-h-11 items-center gap-2 self-start rounded-control border border-border-strong bg-raised px-3 py-1.5 font-medium text-sm transition-colors hover:bg-surface"
      >
        <Download aria-hidden size={16} className="text-text-muted" />
        {t('csv')}
      </a>
    </>
  );
}

/** Chooses how far to look back, and shows what was used since. */
export function UsageView() {
  const t = useTranslations('usage');
  const [range, setRange] = useState<number>(DEFAULT_USAGE_DAYS);
  const load = useCallback((signal: AbortSignal) => fetchUsage(range, signal), [range]);
  const { value, error, isLoading, reload } = useLoaded(load);
  return (
    <div className="flex flex-col gap-6" aria-busy={isLoading}>
      <label className="flex flex-col gap-1 self-start font-medium text-sm">
        {t('range')}
        <select
          value={range}
          onChange={(event) => setRange(Number(event.target.value))}
          className="min-h-11 rounded-control border border-border-strong bg-raised px-3 font-normal text-base"
        >
          {RANGES.map((days) => (
            <option key={days} value={days}>
              {t('lastDays', { days })}
            </option>
          ))}
        </select>
      </label>
      {error && !isLoading && (
        <div className="flex flex-col items-start gap-3">
          <FailureAlert error={error} />
          <Button onClick={reload}>{t('retry')}</Button>
        </div>
      )}
      {!value && isLoading && <p role="status">{t('loading')}</p>}
      {value && !error && <Result days={value} file={usageFileUrl(range)} />}
      <p className="text-sm text-text-faint">{t('note')}</p>
    </div>
  );
}
