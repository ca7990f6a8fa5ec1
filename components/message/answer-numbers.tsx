'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ChunkMetadata } from '@/lib/domain/generation/chunk';
import type { AnswerCall } from '@/lib/domain/message';

/** Numbers people compare: time to first token, speed, tokens; as far as the upstream told them. */
export function AnswerNumbers({ metadata }: { metadata: ChunkMetadata }) {
  const t = useTranslations('message');
  const reasoning = useTranslations('reasoning');
  const format = useFormatter();
  const { timing, usage, call } = metadata;
  const rate = tokensPerSecond(metadata);
  const facts = [
    timing?.firstTokenMs !== undefined &&
      t('firstToken', { seconds: format.number(timing.firstTokenMs / 1000, DECIMALS) }),
    rate !== null && t('speed', { rate: format.number(rate, { maximumFractionDigits: 0 }) }),
    usage?.inputTokens !== undefined && t('tokensIn', { count: format.number(usage.inputTokens) }),
    usage?.cachedInputTokens
      ? t('tokensCached', { count: format.number(usage.cachedInputTokens) })
      : false,
    usage?.outputTokens !== undefined &&
      t('tokensOut', { count: format.number(usage.outputTokens) }),
    usage?.reasoningTokens
      ? reasoning('tokens', { count: format.number(usage.reasoningTokens) })
      : false,
    call && (call.isDemo ? t('demoAnswer') : writerOf(call)),
  ].filter((fact) => typeof fact === 'string');
  return <p className="text-text-faint text-xs tabular-nums">{facts.join(' · ')}</p>;
}

/** Who wrote it; named once where an import knows only where it comes from. */
const writerOf = ({ connectionLabel, modelName }: AnswerCall) =>
  connectionLabel === modelName ? modelName : `${connectionLabel} · ${modelName}`;

const DECIMALS = { minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;

function tokensPerSecond({ timing, usage }: ChunkMetadata): number | null {
  if (!timing || !usage?.outputTokens) return null;
  const writingMs = timing.totalMs - (timing.firstTokenMs ?? 0);
  return writingMs > 0 ? (usage.outputTokens * 1000) / writingMs : null;
}
