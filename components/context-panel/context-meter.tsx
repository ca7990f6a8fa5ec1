'use client';

import { clsx } from 'clsx';
import { useFormatter, useTranslations } from 'next-intl';
import type { ShownPrompt } from '@/lib/client/context-panel/shown-prompt';
import { fullness } from '@/lib/domain/prompt/fullness';
import { MeterWarning } from './meter-warning';
import { PanelSection } from './panel-section';

const PARTS = [
  { tokens: 'systemTokens', label: 'meterSystem', colour: 'bg-text-faint' },
  { tokens: 'textTokens', label: 'meterText', colour: 'bg-meter-text' },
  { tokens: 'imageTokens', label: 'meterImages', colour: 'bg-accent' },
  { tokens: 'toolTokens', label: 'meterTools', colour: 'bg-meter-tools' },
  { tokens: 'reserveTokens', label: 'meterReserve', colour: 'bg-border-strong' },
] as const;

/** How much of the context window the next prompt takes, and by what. */
export function ContextMeter({ prompt }: { prompt: ShownPrompt }) {
  const t = useTranslations('contextPanel');
  const format = useFormatter();
  const { breakdown } = prompt;
  const { contextWindow } = breakdown;
  const { usedTokens, share, isAlmostFull } = fullness(breakdown);
  const value = t('meterValue', {
    used: format.number(usedTokens),
    window: format.number(contextWindow),
    percent: format.number(share, { style: 'percent' }),
  });
  return (
    <PanelSection title={t('meter')}>
      <p className="text-sm text-text-muted tabular-nums">{value}</p>
      <div
        aria-hidden
        className={clsx(
          'flex h-2.5 overflow-hidden rounded-full bg-border',
          isAlmostFull && 'outline-2 outline-offset-1 outline-warning-ink',
        )}
      >
        {PARTS.map(({ tokens, colour }) => (
          <span
            key={tokens}
            className={clsx('h-full shrink-0', colour)}
            style={{ width: `${(100 * breakdown[tokens]) / contextWindow}%` }}
          />
        ))}
      </div>
      <dl className="flex flex-col gap-0.5 text-sm">
        {PARTS.map(({ tokens, label, colour }) => (
          <div key={tokens} className="flex items-center gap-2">
            <dt className="flex min-w-0 flex-1 items-center gap-2 text-text-muted">
              <span aria-hidden className={clsx('size-2.5 shrink-0 rounded-[3px]', colour)} />
              {t(label)}
            </dt>
            <dd className="tabular-nums">{format.number(breakdown[tokens])}</dd>
          </div>
        ))}
      </dl>
      <MeterWarning prompt={prompt} />
      <p className="text-text-faint text-xs">{t(prompt.isCounted ? 'counted' : 'estimated')}</p>
    </PanelSection>
  );
}
