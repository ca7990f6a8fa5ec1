'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';
import { useFold } from '@/lib/client/layout/use-fold';

type FoldedTextProps = {
  /** The same wherever this text is shown again. */
  name: string;
  label: string;
  text: string;
  /** Whether it is shown unfolded however long it is. */
  isImportant: boolean;
  isCode: boolean;
};

/** More than that is folded away. */
const SHORT_CHARACTERS = 400;
const SHORT_LINES = 8;

const isShort = (text: string) =>
  text.length <= SHORT_CHARACTERS && text.split('\n').length <= SHORT_LINES;

/** A text of a call under its name, folded away where it is long; it never outgrows its box. */
export function FoldedText({ name, label, text, isImportant, isCode }: FoldedTextProps) {
  const t = useTranslations('tools');
  const { isOpen, note } = useFold(name, isImportant || isShort(text));
  return (
    <details
      open={isOpen}
      onToggle={({ currentTarget }) => note(currentTarget.open)}
      className="group/fold"
    >
      <summary className="-ms-1 inline-flex min-h-7 cursor-pointer list-none items-center gap-1 rounded-control px-1 text-text-muted text-xs hover:text-text pointer-coarse:min-h-9 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          size={14}
          className="shrink-0 transition-transform group-open/fold:rotate-90 motion-reduce:transition-none rtl:rotate-180"
        />
        {label}
      </summary>
      <div className="mt-1 flex items-start rounded-control border border-border bg-background">
        <pre
          dir={isCode ? 'ltr' : 'auto'}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard.
          tabIndex={0}
          className="max-h-72 min-w-0 flex-1 overflow-auto whitespace-pre-wrap px-3 py-2 font-mono text-[0.8125rem] leading-normal [overflow-wrap:anywhere]"
        >
          {text}
        </pre>
        <CopyButton
          text={text}
          label={t('copy', { what: label })}
          copiedLabel={t('copied')}
          failedLabel={t('copyFailed')}
          className="scale-90"
        />
      </div>
    </details>
  );
}
