'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { splitModelId } from '@/lib/domain/connection/split-model-id';
import { tokensOf, type UsageGroup } from '@/lib/domain/usage/group-usage';
import type { UsageFigures } from '@/lib/domain/usage/usage-day';

/** A number with what is a part of it, below. */
function Figure({ value, part }: { value: string; part: string | null }) {
  return (
    <td className="px-2 py-1.5 text-end align-top">
      {value}
      {part !== null && <span className="block text-text-faint text-xs">{part}</span>}
    </td>
  );
}

function Figures({ figures }: { figures: UsageFigures }) {
  const t = useTranslations('usage');
  const { number } = useFormatter();
  const { answers, steps, images, inputTokens, outputTokens } = figures;
  const { cachedInputTokens, reasoningTokens } = figures;
  const partOf = (key: 'ofCached' | 'ofReasoning' | 'ofSteps', count: number, isTold: boolean) =>
    isTold ? t(key, { count }) : null;
  return (
    <>
      <Figure value={number(answers)} part={partOf('ofSteps', steps, steps !== answers)} />
      <Figure value={number(images)} part={null} />
      <Figure
        value={number(inputTokens)}
        part={partOf('ofCached', cachedInputTokens, cachedInputTokens > 0)}
      />
      <Figure
        value={number(outputTokens)}
        part={partOf('ofReasoning', reasoningTokens, reasoningTokens > 0)}
      />
    </>
  );
}

function ModelName({ id }: { id: string }) {
  const { name, connectionId } = splitModelId(id) ?? { name: id, connectionId: '' };
  return (
    <span dir="ltr" className="[overflow-wrap:anywhere]">
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
        <th scope="rowgroup" className="py-1.5 pe-2 text-start align-top font-semibold">
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
            <th scope="row" className="py-1.5 ps-3 pe-2 text-start align-top font-normal">
              <ModelName id={modelId} />
            </th>
            <Figures figures={figures} />
          </tr>
        ))}
    </tbody>
  );
}
