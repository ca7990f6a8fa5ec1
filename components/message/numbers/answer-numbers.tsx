'use client';

import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { Suspense, useId } from 'react';
import { useFold } from '@/lib/client/layout/use-fold';
import { lazyPart } from '@/lib/client/version/lazy-part';
import type { ChunkMetadata } from '@/lib/domain/generation/chunk';
import { speedOf } from '@/lib/domain/generation/speed-of';
import type { AnswerCall } from '@/lib/domain/message';
import type { ChatMessage } from '@/lib/protocol/ui-message';

const NumbersList = lazyPart(() => import('./numbers-list'));

/** Who wrote it; named once where an import knows only where it comes from. */
const writerOf = ({ connectionLabel, modelName }: AnswerCall) =>
  connectionLabel === modelName ? modelName : `${connectionLabel} · ${modelName}`;

const DECIMALS = { minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;

/** The numbers people compare first, as far as the upstream told them, and who wrote the answer. */
function useSummary(metadata: ChunkMetadata): string {
  const t = useTranslations('message');
  const reasoning = useTranslations('reasoning');
  const format = useFormatter();
  const { timing, usage, call } = metadata;
  const written = usage?.outputTokens ?? 0;
  const rate = speedOf(timing, { value: written, isEstimated: false })?.value;
  const facts = [
    timing?.firstTokenMs !== undefined &&
      t('firstToken', { seconds: format.number(timing.firstTokenMs / 1000, DECIMALS) }),
    rate !== undefined && t('speed', { rate: format.number(rate, { maximumFractionDigits: 0 }) }),
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
  ];
  return facts.filter((fact) => typeof fact === 'string').join(' · ');
}

/** Numbers people compare, in a line; all of them, with how each is known, when it is opened. */
export function AnswerNumbers({ message }: { message: ChatMessage }) {
  const t = useTranslations('usage');
  const id = useId();
  const { isOpen, note } = useFold(`${message.id} numbers`, false);
  const summary = useSummary(message.metadata ?? {});
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => note(!isOpen)}
        className="-mx-1.5 inline-flex min-h-6 min-w-0 items-center gap-1 rounded px-1.5 text-start text-text-faint text-xs tabular-nums transition-colors hover:text-text pointer-coarse:min-h-11"
      >
        <span className="sr-only">{t('numbers')}: </span>
        <span className="min-w-0 [overflow-wrap:anywhere]">{summary}</span>
        <ChevronDown
          aria-hidden
          size={14}
          className={clsx(
            'shrink-0 transition-transform motion-reduce:transition-none',
            isOpen && 'rotate-180',
          )}
        />
      </button>
      <div id={id} className={isOpen ? 'basis-full' : 'hidden'}>
        {isOpen && (
          <Suspense fallback={<div className="min-h-40" />}>
            <NumbersList message={message} />
          </Suspense>
        )}
      </div>
    </>
  );
}
