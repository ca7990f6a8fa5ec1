'use client';

import { TriangleAlert } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { ShownPrompt } from '@/lib/client/context-panel/shown-prompt';
import { fullness } from '@/lib/domain/prompt/fullness';

const SOON = {
  'drop-oldest': 'almostFullDropOldest',
  summarise: 'almostFullSummarise',
  stop: 'almostFullStop',
} as const;

/** Says that the window is almost full and what comes then, and what does not fit already. */
export function MeterWarning({ prompt }: { prompt: ShownPrompt }) {
  const t = useTranslations('contextPanel');
  const format = useFormatter();
  const { breakdown, leftOutMessages, excessTokens, settings } = prompt;
  const { share, isAlmostFull } = fullness(breakdown);
  const isSummed = settings.contextStrategy === 'summarise';
  const percent = format.number(share, { style: 'percent' });
  return (
    <div role="status" className="flex flex-col gap-2 text-sm text-warning-ink empty:hidden">
      {excessTokens > 0 && (
        <p className="rounded-control bg-danger-soft px-3 py-2 text-danger-ink">
          {t(isSummed ? 'tooLongSummarise' : 'tooLong', { count: format.number(excessTokens) })}
        </p>
      )}
      {isAlmostFull && (
        <p className="flex gap-2 rounded-control bg-warning-soft px-3 py-2">
          <TriangleAlert aria-hidden size={16} className="mt-1 shrink-0" />
          <span>
            {t('almostFull', { percent })} {t(SOON[settings.contextStrategy])}
          </span>
        </p>
      )}
      {leftOutMessages > 0 && (
        <p className="rounded-control bg-warning-soft px-3 py-2">
          {t('leftOutMessages', { count: leftOutMessages })}
        </p>
      )}
    </div>
  );
}
