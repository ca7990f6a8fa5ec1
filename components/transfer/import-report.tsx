'use client';

import { useTranslations } from 'next-intl';
import type { ImportReport as Report } from '@/lib/protocol/import';

const FORMATS = {
  tenlens: 'formatTenlens',
  chatgpt: 'formatChatgpt',
  'open-webui': 'formatOpenWebui',
} as const;
const REASONS = {
  unreadable: 'unreadable',
  empty: 'empty',
  'too-large': 'tooLarge',
  missing: 'missing',
  damaged: 'damaged',
  'other-file': 'otherFile',
} as const;

/** A list that opens: what it counts, and the names as far as the report has them. */
function Names({ title, count, lines }: { title: string; count: number; lines: string[] }) {
  const t = useTranslations('transfer');
  if (count === 0) return null;
  const more = count - lines.length;
  return (
    <details className="rounded-control border border-border px-3 py-2">
      <summary className="cursor-pointer text-warning-ink">{title}</summary>
      <ul className="mt-2 list-disc ps-5 text-text-muted" dir="auto">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes, and two lines may be equal.
          <li key={index} className="break-words">
            {line}
          </li>
        ))}
        {more > 0 && <li>{t('andMore', { count: more })}</li>}
      </ul>
    </details>
  );
}

/** What a file holds, or what came of it: counts first, then by name what is left out and why. */
export function ImportReport({ report }: { report: Report }) {
  const t = useTranslations('transfer');
  const { conversations, messages, pictures, existing, systemPrompt, keepsLargest } = report;
  const counts = { conversations, messages, pictures };
  const titleOf = (title: string) => title || t('untitled');
  const skipped = report.skipped.map(({ title, reason }) =>
    t('reportLine', { title: titleOf(title), reason: t(REASONS[reason]) }),
  );
  const lost = report.lostPictures.map(({ title, name, reason }) =>
    t('pictureLine', { name, title: titleOf(title), reason: t(REASONS[reason]) }),
  );
  return (
    <div className="flex w-full flex-col gap-2 text-sm">
      <p className="font-medium">{t(FORMATS[report.format])}</p>
      <p>{report.isDryRun ? t('found', counts) : t('imported', counts)}</p>
      {existing > 0 && <p className="text-text-muted">{t('existing', { count: existing })}</p>}
      {systemPrompt !== 'none' && (
        <p className="text-text-muted">
          {t(systemPrompt === 'imported' ? 'promptImported' : 'promptKept')}
        </p>
      )}
      {keepsLargest && <p className="text-text-muted">{t('largestImported')}</p>}
      <Names
        title={t('skippedTitle', { count: report.skippedCount })}
        count={report.skippedCount}
        lines={skipped}
      />
      <Names
        title={t('lostTitle', { count: report.lostPictureCount })}
        count={report.lostPictureCount}
        lines={lost}
      />
    </div>
  );
}
