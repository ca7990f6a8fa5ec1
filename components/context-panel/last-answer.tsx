'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ChunkMetadata } from '@/lib/domain/generation/chunk';
import { PanelSection } from './panel-section';
import { RepairList } from './repair-list';

/** What the server reported of the newest answer, and what had to be repaired for it. */
export function LastAnswer({ metadata }: { metadata: ChunkMetadata | undefined }) {
  const t = useTranslations('contextPanel');
  const format = useFormatter();
  if (!metadata) return null;
  const { inputTokens, cachedInputTokens } = metadata.usage ?? {};
  const repairs = metadata.call?.repairs ?? [];
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
      {repairs.length === 0 && <p className="text-sm text-text-muted">{t('noRepairs')}</p>}
      <RepairList repairs={repairs} />
    </PanelSection>
  );
}
