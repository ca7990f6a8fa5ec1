'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useFold } from '@/lib/client/layout/use-fold';
import { useSecondsOf } from '@/lib/client/layout/use-seconds-of';
import { toMinutes } from '@/lib/domain/generation/to-minutes';

type ReasoningBlockProps = {
  /** The same wherever this block is shown again. */
  name: string;
  text: string;
  isThinking: boolean;
  /** How long it took, where that is known. */
  durationMs: number | undefined;
};

/** More than that at once is not a beginning, but what came before this page was there. */
const BEGINNING_CHARACTERS = 200;

function ThinkingLabel({ name, text }: Pick<ReasoningBlockProps, 'name' | 'text'>) {
  const t = useTranslations('reasoning');
  const seconds = useSecondsOf(name, text.length <= BEGINNING_CHARACTERS);
  return t('thinkingSince', { seconds });
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
  const { isOpen, note } = useFold(name, isThinking);
  return (
    <details
      open={isOpen}
      // Also when the browser itself opens it, to show what it has found on the page.
      onToggle={({ currentTarget }) => note(currentTarget.open)}
      className="group/thought mb-3 text-text-muted"
    >
      <summary className="-ms-1 inline-flex min-h-9 cursor-pointer list-none items-center gap-1 rounded-control px-1 font-medium text-sm tabular-nums hover:text-text [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          size={16}
          className="shrink-0 transition-transform group-open/thought:rotate-90 motion-reduce:transition-none rtl:rotate-180"
        />
        {isThinking ? (
          <ThinkingLabel name={name} text={text} />
        ) : (
          <ThoughtLabel durationMs={durationMs} />
        )}
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
