'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { directionOf } from '@/lib/domain/markdown/direction-of';
import { type TableFormat, tableToText } from '@/lib/domain/markdown/table-to-text';
import { type ElementNode, rowsOf } from './rehype-answer';

type TableBlockProps = { node: ElementNode | undefined; children?: ReactNode };

/** A table that scrolls sideways, also by keyboard, and can be copied for a spreadsheet. */
export function TableBlock({ node, children }: TableBlockProps) {
  const t = useTranslations('markdown');
  const copyButton = (format: TableFormat, label: string, caption: string) => (
    <CopyButton
      label={label}
      caption={caption}
      copiedLabel={t('copied')}
      failedLabel={t('copyFailed')}
      text={() => tableToText(rowsOf(node), format)}
    />
  );
  return (
    <div className="group/table">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls */}
      <div role="group" aria-label={t('table')} tabIndex={0} className="overflow-x-auto">
        <table
          dir={directionOf(rowsOf(node).flat().join(' '))}
          className="w-full border-collapse text-start"
        >
          {children}
        </table>
      </div>
      <div className="-mb-2 flex justify-end opacity-0 transition-opacity focus-within:opacity-100 group-hover/table:opacity-100 pointer-coarse:opacity-100">
        {copyButton('tsv', t('copyTsv'), 'TSV')}
        {copyButton('csv', t('copyCsv'), 'CSV')}
      </div>
    </div>
  );
}
