'use client';

import { clsx } from 'clsx';
import { useFormatter, useTranslations } from 'next-intl';
import { groupByDay, groupByModel, tokensOf } from '@/lib/domain/usage/group-usage';
import type { UsageDay } from '@/lib/domain/usage/usage-day';
import { UsageRows } from './usage-rows';

const COLUMNS = ['answers', 'images', 'input', 'output'] as const;

/** What models have used: all together, then day by day. */
export function UsageTable({ days }: { days: readonly UsageDay[] }) {
  const t = useTranslations('usage');
  const format = useFormatter();
  const byDay = groupByDay(days);
  const most = Math.max(...byDay.map(({ sum }) => tokensOf(sum)));
  const showDay = (day: string) =>
    format.dateTime(new Date(day), { timeZone: 'UTC', dateStyle: 'medium' });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a section without a heading; it is a region by its name.
    <div
      role="region"
      aria-label={t('table')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
      tabIndex={0}
      className="overflow-x-auto"
    >
      <table className="w-full border-collapse text-sm tabular-nums">
        <caption className="sr-only">{t('table')}</caption>
        <thead>
          <tr className="border-border-strong border-b text-text-muted">
            <th scope="col" className="py-2 pe-2 text-start align-bottom font-medium">
              {t('dayAndModel')}
            </th>
            {COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                className={clsx(
                  'px-1.5 py-2 text-end align-bottom font-medium sm:px-2',
                  column === 'images' && 'hidden sm:table-cell',
                )}
              >
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <UsageRows title={t('sum')} group={groupByModel(days)} />
        {byDay.map((group) => (
          <UsageRows key={group.day} title={showDay(group.day)} group={group} most={most} />
        ))}
      </table>
    </div>
  );
}
