'use client';

import { useTranslations } from 'next-intl';

/** What the model thought before its answer; folded away once the answer is there. */
export function ReasoningBlock({ text, isOpen }: { text: string; isOpen: boolean }) {
  const t = useTranslations('message');
  return (
    <details open={isOpen} className="mb-3 border-border border-s-2 ps-3 text-text-muted">
      <summary className="cursor-pointer py-1 font-medium text-sm">{t('thinking')}</summary>
      <div dir="auto" className="whitespace-pre-wrap break-words pb-1 text-sm">
        {text}
      </div>
    </details>
  );
}
