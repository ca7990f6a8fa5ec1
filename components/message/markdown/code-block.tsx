'use client';

import { useTranslations } from 'next-intl';
import { memo, useContext } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { CodeText } from './code-text';
import { useHighlight } from './use-highlight';
import { WritingContext } from './writing-context';

type CodeBlockProps = { code: string; language: string | null };

/** Fenced code: its language, a button that copies it, and lines that scroll sideways. */
export const CodeBlock = memo(function CodeBlock({ code, language }: CodeBlockProps) {
  const t = useTranslations('markdown');
  const tokens = useHighlight(code, language, useContext(WritingContext));
  return (
    <figure
      dir="ltr"
      aria-label={language ? t('codeIn', { language }) : t('code')}
      className="overflow-hidden rounded-control border border-border bg-code text-start"
    >
      <figcaption className="flex items-center justify-between border-border border-b py-0.5 ps-3 pe-1 text-text-muted text-xs">
        <span className="truncate">{language ?? t('code')}</span>
        <CopyButton
          label={t('copyCode')}
          caption={t('copy')}
          copiedLabel={t('copied')}
          failedLabel={t('copyFailed')}
          text={code}
        />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="overflow-x-auto px-3 py-2.5 font-mono text-sm leading-relaxed">
        <code>
          <CodeText code={code} tokens={tokens} />
        </code>
      </pre>
    </figure>
  );
});
