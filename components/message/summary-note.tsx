'use client';

import { useTranslations } from 'next-intl';
import type { Summary } from '@/lib/domain/message';
import { Note } from './note';

type SummaryNoteProps = { readonly summary: Summary | undefined; readonly isWriting: boolean };

/** Says that a request of its own has summarised what came before, and shows it. */
export function SummaryNote({ summary, isWriting }: SummaryNoteProps) {
  const t = useTranslations('message');
  if (!summary) return null;
  if (summary.text === '') return isWriting ? <Note>{t('summaryRunning')}</Note> : null;
  return (
    <details className="mt-2 rounded-control bg-warning-soft px-3 py-2 text-sm text-warning-ink">
      <summary className="cursor-pointer">{t('summaryMade')}</summary>
      <p dir="auto" className="mt-2 whitespace-pre-wrap break-words">
        {summary.text}
      </p>
    </details>
  );
}
