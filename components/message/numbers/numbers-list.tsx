'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { answerNumbers } from '@/lib/domain/generation/answer-numbers';
import type { ChunkMetadata } from '@/lib/domain/generation/chunk';
import type { KnownNumber } from '@/lib/domain/generation/known-number';
import { type ChatMessage, textOfUiMessage } from '@/lib/protocol/ui-message';

type Row = { label: string; value: string; source: string | null };

const SECONDS = { minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;
const SPEED = { maximumFractionDigits: 1 } as const;

function textsOf(message: ChatMessage) {
  const calls = message.parts.flatMap((part) =>
    part.type === 'dynamic-tool' ? [part.toolName + JSON.stringify(part.input ?? '')] : [],
  );
  const thoughts = message.parts.flatMap((part) => (part.type === 'reasoning' ? [part.text] : []));
  return { answer: textOfUiMessage(message) + calls.join(''), reasoning: thoughts.join('') };
}

const ENDS = {
  stop: 'endStop',
  length: 'endLength',
  'content-filter': 'endContentFilter',
  'tool-calls': 'endToolCalls',
  error: 'endError',
  other: 'endOther',
} as const;
const STATUS_ENDS = {
  stopped: 'endStopped',
  cut: 'endCut',
  failed: 'endError',
  refused: 'endContentFilter',
  waiting: 'endWaiting',
} as const;

function endKey({ finishReason, status = 'done' }: ChunkMetadata) {
  if (status === 'stopped' || status === 'cut' || status === 'waiting') return STATUS_ENDS[status];
  if (finishReason) return ENDS[finishReason];
  return status === 'failed' || status === 'refused' ? STATUS_ENDS[status] : null;
}

function useRows(message: ChatMessage): Row[] {
  const t = useTranslations('usage');
  const format = useFormatter();
  const metadata = message.metadata ?? {};
  const numbers = answerNumbers(metadata, textsOf(message));
  const row = (label: string, number: KnownNumber | undefined, write: (value: number) => string) =>
    number === undefined
      ? []
      : [
          {
            label,
            value: `${number.isEstimated ? '≈ ' : ''}${write(number.value)}`,
            source: t(number.isEstimated ? 'estimated' : 'measured'),
          },
        ];
  const seconds = (value: number) => t('seconds', { value: format.number(value / 1000, SECONDS) });
  const tokens = (count: number) => t('tokens', { count });
  const plain = (value: number) => format.number(value);
  const end = endKey(metadata);
  return [
    ...row(t('firstToken'), numbers.firstTokenMs, seconds),
    ...row(t('whole'), numbers.totalMs, seconds),
    ...row(t('speed'), numbers.tokensPerSecond, (value) =>
      t('tokensPerSecond', { value: format.number(value, SPEED) }),
    ),
    ...row(t('prompt'), numbers.inputTokens, tokens),
    ...row(t('cached'), numbers.cachedInputTokens, tokens),
    ...row(t('written'), numbers.outputTokens, tokens),
    ...row(t('thinking'), numbers.reasoningTokens, tokens),
    ...row(t('images'), numbers.images, plain),
    ...row(t('steps'), numbers.steps, plain),
    ...(end ? [{ label: t('end'), value: t(end), source: null }] : []),
  ];
}

/** Every number of an answer, with how it is known. */
export default function NumbersList({ message }: { message: ChatMessage }) {
  const rows = useRows(message);
  return (
    <dl className="grid grid-cols-[auto_auto_1fr] gap-x-4 gap-y-1 rounded-control border border-border bg-raised px-3 py-2.5 text-sm tabular-nums">
      {rows.map(({ label, value, source }) => (
        <div key={label} className="col-span-3 grid grid-cols-subgrid items-baseline">
          <dt className="text-text-muted">{label}</dt>
          <dd className={source === null ? 'col-span-2' : 'text-end'}>{value}</dd>
          {source !== null && <dd className="text-text-faint text-xs">{source}</dd>}
        </div>
      ))}
    </dl>
  );
}
