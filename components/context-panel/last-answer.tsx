'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ChunkMetadata } from '@/lib/domain/generation/chunk';
import { PanelSection } from './panel-section';
import { useRepairText } from './use-repair-text';

/** What the server reported of the newest answer, and what had to be repaired for it. */
export function LastAnswer({ metadata }: { metadata: ChunkMetadata | undefined }) {
  const t = useTranslations('contextPanel');
  const format = useFormatter();
  const textOf = useRepairText();
  if (!metadata) return null;
  const { inputTokens, cachedInputTokens } = metadata.usage ?? {};
  // The same may have been done more than once, such as for each try.
  const repairs = [...new Set(metadata.call?.repairs?.map(textOf))];
  return (
    <PanelSection title={t('lastAnswer')}>
      {inputTokens !== undefined && (
        <p className="text-sm text-text-muted tabular-nums">
          {cachedInputTokens === undefined
            ? t('lastAnswerTokens', { count: format.number(inputTokens) })
            : t('lastAnswerCached', {
                count: format.number(inputTokens),
                cached: format.number(cachedInputTokens),
              })}
        </p>
      )}
      {repairs.length === 0 ? (
        <p className="text-sm text-text-muted">{t('noRepairs')}</p>
      ) : (
        <>
          <p className="text-sm">{t('repairs')}</p>
          <ul className="list-disc ps-5 text-sm text-text-muted">
            {repairs.map((repair) => (
              <li key={repair}>{repair}</li>
            ))}
          </ul>
        </>
      )}
    </PanelSection>
  );
}
