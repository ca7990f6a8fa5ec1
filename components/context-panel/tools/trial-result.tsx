'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ToolOutput } from '@/lib/domain/message';
import type { ToolTrialResult } from '@/lib/protocol/tools';
import { attachmentUrl } from '@/lib/protocol/ui-message';

const BOX =
  'max-h-60 overflow-auto whitespace-pre-wrap rounded-control border border-border bg-surface px-3 py-2 font-mono text-xs [overflow-wrap:anywhere]';

function Output({ text, isError, ms, images }: ToolOutput) {
  const t = useTranslations('tools');
  const format = useFormatter();
  const seconds = format.number(ms / 1000, { maximumFractionDigits: 2 });
  return (
    <>
      <p className={isError ? 'text-danger-ink' : 'text-text-muted'}>
        {isError ? t('stateFailed') : t('stateDone')} · {t('seconds', { seconds })}
      </p>
      {text !== '' && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard.
        <pre dir="auto" tabIndex={0} className={BOX}>
          {text}
        </pre>
      )}
      {images.map(({ id, name, width, height }) => (
        // biome-ignore lint/performance/noImgElement: the optimiser is switched off; our route serves thumbnails.
        <img
          key={id}
          src={attachmentUrl(id, 'thumbnail')}
          alt={name}
          width={width}
          height={height}
          className="max-h-40 w-auto self-start rounded-control"
        />
      ))}
    </>
  );
}

/** What came of a call without a model. */
export function TrialResult({ result }: { result: ToolTrialResult }) {
  const t = useTranslations('tools');
  return (
    <div className="flex flex-col gap-2 text-sm">
      {result.type !== 'unfit' && result.isRepaired && <p>{t('repaired')}</p>}
      {result.type === 'output' && <Output {...result.output} />}
      {result.type === 'unfit' && (
        <p className="text-danger-ink [overflow-wrap:anywhere]">{result.reason}</p>
      )}
      {result.type === 'by-hand' && <p>{t('tryByHand')}</p>}
    </div>
  );
}
