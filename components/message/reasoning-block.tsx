'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useFold } from '@/lib/client/layout/use-fold';
import { useSecondsSince } from '@/lib/client/layout/use-seconds-since';
import { toMinutes } from '@/lib/domain/generation/to-minutes';

type ReasoningBlockProps = {
  /** The same wherever this block is shown again. */
  name: string;
  text: string;
  isThinking: boolean;
  /** How long it took, where that is known. */
  durationMs: number | undefined;
};

function ThinkingLabel() {
  const t = useTranslations('reasoning');
  return t('thinkingSince', { seconds: useSecondsSince(null) });
}

function ThoughtLabel({ durationMs }: Pick<ReasoningBlockProps, 'durationMs'>) {
  const t = useTranslations('reasoning');
  if (durationMs === undefined) return t('thought');
  const total = Math.round(durationMs / 1000);
  if (total < 1) return t('thoughtBriefly');
  return t('thoughtFor', toMinutes(total));
}

/** What the model thought before its answer; folded away by itself once the answer is there. */
export function ReasoningBlock({ name, text, isThinking, durationMs }: ReasoningBlockProps) {
  const { isOpen, toggle } = useFold(name, isThinking);
  return (
    <details open={isOpen} className="group/thought mb-3 text-text-muted">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it is the details' own button. */}
      <summary
        onClick={(event) => {
          // Whether it is open is decided here alone.
          event.preventDefault();
          toggle();
        }}
        className="-ms-1 inline-flex min-h-9 cursor-pointer list-none items-center gap-1 rounded-control px-1 font-medium text-sm tabular-nums hover:text-text [&::-webkit-details-marker]:hidden"
      >
        <ChevronRight
          aria-hidden
          size={16}
          className="shrink-0 transition-transform group-open/thought:rotate-90 motion-reduce:transition-none rtl:rotate-180"
        />
        {isThinking ? <ThinkingLabel /> : <ThoughtLabel durationMs={durationMs} />}
      </summary>
      <div
        dir="auto"
        className="mt-1 whitespace-pre-wrap break-words border-border border-s-2 ps-3 text-sm"
      >
        {text}
      </div>
    </details>
  );
}
