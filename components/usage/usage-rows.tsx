'use client';

import { clsx } from 'clsx';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { splitModelId } from '@/lib/domain/connection/split-model-id';
import { tokensOf, type UsageGroup } from '@/lib/domain/usage/group-usage';
import type { UsageFigures } from '@/lib/domain/usage/usage-day';

/** A number with what belongs to it, below. */
function Figure({ value, children }: { value: string; children?: ReactNode }) {
  return (
    <td className="px-1.5 py-1.5 text-end align-top sm:px-2">
      {value}
      {children}
    </td>
  );
}

/** What belongs to a number; nothing where that is nothing. */
function Part({ text, className }: { text: string | null; className?: string }) {
  if (text === null) return null;
  return (
    <span className={clsx('block text-text-faint text-xs sm:whitespace-nowrap', className)}>
      {text}
    </span>
  );
}

function Figures({ figures }: { figures: UsageFigures }) {
  const t = useTranslations('usage');
  const { number } = useFormatter();
  const { answers, steps, images, inputTokens, outputTokens } = figures;
  const { cachedInputTokens, reasoningTokens } = figures;
  const partOf = (key: 'ofCached' | 'ofReasoning' | 'ofImages', count: number) =>
    count > 0 ? t(key, { count }) : null;
  return (
    <>
      <Figure value={number(answers)}>
        <Part text={steps === answers ? null : t('ofSteps', { count: steps })} />
        {/* Where there is no room for a column of their own. */}
        <Part text={partOf('ofImages', images)} className="sm:hidden" />
      </Figure>
      <td className="hidden px-2 py-1.5 text-end align-top sm:table-cell">{number(images)}</td>
      <Figure value={number(inputTokens)}>
        <Part text={partOf('ofCached', cachedInputTokens)} />
      </Figure>
      <Figure value={number(outputTokens)}>
        <Part text={partOf('ofReasoning', reasoningTokens)} />
      </Figure>
    </>
  );
}

function ModelName({ id }: { id: string }) {
  const { name, connectionId } = splitModelId(id) ?? { name: id, connectionId: '' };
  return (
    <span dir="ltr" className="break-words">
      {name} <span className="text-text-faint text-xs">{connectionId}</span>
    </span>
  );
}

type UsageRowsProps = {
  title: ReactNode;
  group: UsageGroup;
  /** Tokens that the longest bar stands for; no bar without it. */
  most?: number;
};

/** The figures of one day, or of all: their sum, and each model's part in it. */
export function UsageRows({ title, group, most }: UsageRowsProps) {
  const { sum, models } = group;
  const [only, second] = models;
  return (
    <tbody className="border-border border-b">
      <tr className="font-medium">
        <th
          scope="rowgroup"
          className="w-full min-w-28 max-w-0 py-1.5 pe-2 text-start align-top font-semibold"
        >
          {title}
          {most !== undefined && (
            <span aria-hidden className="mt-1.5 block h-1.5 w-full max-w-40 rounded-full bg-border">
              <span
                className="block h-full rounded-full bg-accent"
                style={{ width: `${(100 * tokensOf(sum)) / Math.max(1, most)}%` }}
              />
            </span>
          )}
          {only && !second && (
            <span className="block pt-1 font-normal text-sm text-text-muted">
              <ModelName id={only.modelId} />
            </span>
          )}
        </th>
        <Figures figures={sum} />
      </tr>
      {second &&
        models.map(({ modelId, ...figures }) => (
          <tr key={modelId} className="text-text-muted">
            <th
              scope="row"
              className="w-full min-w-28 max-w-0 py-1.5 ps-3 pe-2 text-start align-top font-normal"
            >
              <ModelName id={modelId} />
            </th>
            <Figures figures={figures} />
          </tr>
        ))}
    </tbody>
  );
}
